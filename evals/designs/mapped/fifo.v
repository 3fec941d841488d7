// Made by `make designs`.

module fifo(clk_a, clk_b, rst_n, enable, take, data, full, empty, head, half);
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire _021_;
  wire _022_;
  wire _023_;
  wire _024_;
  wire _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire _032_;
  wire _033_;
  wire _034_;
  wire _035_;
  wire _036_;
  wire _037_;
  wire _038_;
  wire _039_;
  wire _040_;
  wire _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire _055_;
  wire _056_;
  wire _057_;
  wire _058_;
  wire _059_;
  wire _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  wire _067_;
  wire _068_;
  wire _069_;
  wire _070_;
  wire _071_;
  wire _072_;
  wire _073_;
  wire _074_;
  wire _075_;
  wire _076_;
  wire _077_;
  wire _078_;
  wire _079_;
  wire _080_;
  wire _081_;
  wire _082_;
  wire _083_;
  wire _084_;
  wire _085_;
  wire _086_;
  wire _087_;
  wire _088_;
  wire _089_;
  wire _090_;
  wire _091_;
  wire _092_;
  wire _093_;
  wire _094_;
  wire _095_;
  wire _096_;
  wire _097_;
  wire _098_;
  wire _099_;
  wire _100_;
  wire _101_;
  wire _102_;
  wire _103_;
  wire _104_;
  wire _105_;
  wire _106_;
  wire _107_;
  wire _108_;
  wire _109_;
  wire _110_;
  wire _111_;
  wire _112_;
  wire _113_;
  wire _114_;
  wire _115_;
  wire _116_;
  wire _117_;
  wire _118_;
  wire _119_;
  wire _120_;
  wire _121_;
  wire _122_;
  wire _123_;
  wire _124_;
  wire _125_;
  wire _126_;
  wire _127_;
  wire _128_;
  wire _129_;
  wire _130_;
  wire _131_;
  wire _132_;
  wire _133_;
  wire _134_;
  wire _135_;
  wire _136_;
  wire _137_;
  wire _138_;
  wire _139_;
  wire _140_;
  wire _141_;
  wire _142_;
  wire _143_;
  wire _144_;
  wire _145_;
  wire _146_;
  wire _147_;
  wire _148_;
  wire _149_;
  wire _150_;
  wire _151_;
  wire _152_;
  wire _153_;
  wire _154_;
  wire _155_;
  wire _156_;
  wire _157_;
  wire _158_;
  input clk_a;
  wire clk_a;
  input clk_b;
  wire clk_b;
  input [7:0] data;
  wire [7:0] data;
  output empty;
  wire empty;
  input enable;
  wire enable;
  output full;
  wire full;
  output half;
  wire half;
  output [7:0] head;
  wire [7:0] head;
  wire [2:0] read;
  wire [2:0] read_gray;
  input rst_n;
  wire rst_n;
  wire [7:0] \store[0] ;
  wire [7:0] \store[1] ;
  wire [7:0] \store[2] ;
  wire [7:0] \store[3] ;
  input take;
  wire take;
  wire \to_a.bits[0].first ;
  wire \to_a.bits[0].second ;
  wire \to_a.bits[1].first ;
  wire \to_a.bits[1].second ;
  wire \to_a.bits[2].first ;
  wire \to_a.bits[2].second ;
  wire [2:0] \to_a.from ;
  wire \to_b.bits[0].first ;
  wire \to_b.bits[0].second ;
  wire \to_b.bits[1].first ;
  wire \to_b.bits[1].second ;
  wire \to_b.bits[2].first ;
  wire \to_b.bits[2].second ;
  wire [2:0] \to_b.from ;
  wire [2:0] written;
  wire [2:0] written_gray;
  INVX1 _159_ (
    .A(written[1]),
    .Y(_047_)
  );
  INVX1 _160_ (
    .A(read[1]),
    .Y(_048_)
  );
  INVX1 _161_ (
    .A(\store[0] [0]),
    .Y(_049_)
  );
  INVX1 _162_ (
    .A(\store[1] [0]),
    .Y(_050_)
  );
  INVX1 _163_ (
    .A(\store[2] [0]),
    .Y(_051_)
  );
  INVX1 _164_ (
    .A(\store[3] [0]),
    .Y(_052_)
  );
  INVX1 _165_ (
    .A(\store[0] [1]),
    .Y(_053_)
  );
  INVX1 _166_ (
    .A(\store[1] [1]),
    .Y(_054_)
  );
  INVX1 _167_ (
    .A(\store[2] [1]),
    .Y(_055_)
  );
  INVX1 _168_ (
    .A(\store[3] [1]),
    .Y(_056_)
  );
  INVX1 _169_ (
    .A(\store[0] [2]),
    .Y(_057_)
  );
  INVX1 _170_ (
    .A(\store[1] [2]),
    .Y(_058_)
  );
  INVX1 _171_ (
    .A(\store[2] [2]),
    .Y(_059_)
  );
  INVX1 _172_ (
    .A(\store[3] [2]),
    .Y(_060_)
  );
  INVX1 _173_ (
    .A(\store[0] [3]),
    .Y(_061_)
  );
  INVX1 _174_ (
    .A(\store[1] [3]),
    .Y(_062_)
  );
  INVX1 _175_ (
    .A(\store[2] [3]),
    .Y(_063_)
  );
  INVX1 _176_ (
    .A(\store[3] [3]),
    .Y(_064_)
  );
  INVX1 _177_ (
    .A(\store[0] [4]),
    .Y(_065_)
  );
  INVX1 _178_ (
    .A(\store[1] [4]),
    .Y(_066_)
  );
  INVX1 _179_ (
    .A(\store[2] [4]),
    .Y(_067_)
  );
  INVX1 _180_ (
    .A(\store[3] [4]),
    .Y(_068_)
  );
  INVX1 _181_ (
    .A(\store[0] [5]),
    .Y(_069_)
  );
  INVX1 _182_ (
    .A(\store[1] [5]),
    .Y(_070_)
  );
  INVX1 _183_ (
    .A(\store[2] [5]),
    .Y(_071_)
  );
  INVX1 _184_ (
    .A(\store[3] [5]),
    .Y(_072_)
  );
  INVX1 _185_ (
    .A(\store[0] [6]),
    .Y(_073_)
  );
  INVX1 _186_ (
    .A(\store[1] [6]),
    .Y(_074_)
  );
  INVX1 _187_ (
    .A(\store[2] [6]),
    .Y(_075_)
  );
  INVX1 _188_ (
    .A(\store[3] [6]),
    .Y(_076_)
  );
  INVX1 _189_ (
    .A(\store[0] [7]),
    .Y(_077_)
  );
  INVX1 _190_ (
    .A(\store[1] [7]),
    .Y(_078_)
  );
  INVX1 _191_ (
    .A(\store[2] [7]),
    .Y(_079_)
  );
  INVX1 _192_ (
    .A(\store[3] [7]),
    .Y(_080_)
  );
  INVX1 _193_ (
    .A(half),
    .Y(_000_)
  );
  INVX1 _194_ (
    .A(data[0]),
    .Y(_081_)
  );
  INVX1 _195_ (
    .A(data[1]),
    .Y(_082_)
  );
  INVX1 _196_ (
    .A(data[2]),
    .Y(_083_)
  );
  INVX1 _197_ (
    .A(data[3]),
    .Y(_084_)
  );
  INVX1 _198_ (
    .A(data[4]),
    .Y(_085_)
  );
  INVX1 _199_ (
    .A(data[5]),
    .Y(_086_)
  );
  INVX1 _200_ (
    .A(data[6]),
    .Y(_087_)
  );
  INVX1 _201_ (
    .A(data[7]),
    .Y(_088_)
  );
  INVX1 _202_ (
    .A(head[0]),
    .Y(_089_)
  );
  INVX1 _203_ (
    .A(head[1]),
    .Y(_090_)
  );
  INVX1 _204_ (
    .A(head[2]),
    .Y(_091_)
  );
  INVX1 _205_ (
    .A(head[3]),
    .Y(_092_)
  );
  INVX1 _206_ (
    .A(head[4]),
    .Y(_093_)
  );
  INVX1 _207_ (
    .A(head[5]),
    .Y(_094_)
  );
  INVX1 _208_ (
    .A(head[6]),
    .Y(_095_)
  );
  INVX1 _209_ (
    .A(head[7]),
    .Y(_096_)
  );
  XOR2X1 _210_ (
    .A(written[2]),
    .B(\to_a.bits[2].second ),
    .Y(_097_)
  );
  NOR2X1 _211_ (
    .A(written[0]),
    .B(written[1]),
    .Y(_098_)
  );
  AND2X1 _212_ (
    .A(written[0]),
    .B(written[1]),
    .Y(_099_)
  );
  XOR2X1 _213_ (
    .A(written[0]),
    .B(written[1]),
    .Y(written_gray[0])
  );
  INVX1 _214_ (
    .A(written_gray[0]),
    .Y(_100_)
  );
  XOR2X1 _215_ (
    .A(written[1]),
    .B(written[2]),
    .Y(written_gray[1])
  );
  XNOR2X1 _216_ (
    .A(\to_a.bits[0].second ),
    .B(written_gray[0]),
    .Y(_101_)
  );
  XOR2X1 _217_ (
    .A(\to_a.bits[1].second ),
    .B(written_gray[1]),
    .Y(_102_)
  );
  NAND3X1 _218_ (
    .A(_097_),
    .B(_101_),
    .C(_102_),
    .Y(_103_)
  );
  INVX1 _219_ (
    .A(_103_),
    .Y(full)
  );
  XNOR2X1 _220_ (
    .A(read[2]),
    .B(\to_b.bits[2].second ),
    .Y(_104_)
  );
  AND2X1 _221_ (
    .A(read[0]),
    .B(read[1]),
    .Y(_105_)
  );
  XOR2X1 _222_ (
    .A(read[0]),
    .B(read[1]),
    .Y(read_gray[0])
  );
  INVX1 _223_ (
    .A(read_gray[0]),
    .Y(_106_)
  );
  XOR2X1 _224_ (
    .A(read[1]),
    .B(read[2]),
    .Y(read_gray[1])
  );
  XNOR2X1 _225_ (
    .A(\to_b.bits[0].second ),
    .B(read_gray[0]),
    .Y(_107_)
  );
  XNOR2X1 _226_ (
    .A(\to_b.bits[1].second ),
    .B(read_gray[1]),
    .Y(_108_)
  );
  NAND3X1 _227_ (
    .A(_104_),
    .B(_107_),
    .C(_108_),
    .Y(_109_)
  );
  INVX1 _228_ (
    .A(_109_),
    .Y(empty)
  );
  NAND2X1 _229_ (
    .A(enable),
    .B(_103_),
    .Y(_110_)
  );
  NAND3X1 _230_ (
    .A(enable),
    .B(_099_),
    .C(_103_),
    .Y(_111_)
  );
  MUX2X1 _231_ (
    .A(_052_),
    .B(_081_),
    .S(_111_),
    .Y(_001_)
  );
  MUX2X1 _232_ (
    .A(_056_),
    .B(_082_),
    .S(_111_),
    .Y(_002_)
  );
  MUX2X1 _233_ (
    .A(_060_),
    .B(_083_),
    .S(_111_),
    .Y(_003_)
  );
  MUX2X1 _234_ (
    .A(_064_),
    .B(_084_),
    .S(_111_),
    .Y(_004_)
  );
  MUX2X1 _235_ (
    .A(_068_),
    .B(_085_),
    .S(_111_),
    .Y(_005_)
  );
  MUX2X1 _236_ (
    .A(_072_),
    .B(_086_),
    .S(_111_),
    .Y(_006_)
  );
  MUX2X1 _237_ (
    .A(_076_),
    .B(_087_),
    .S(_111_),
    .Y(_007_)
  );
  MUX2X1 _238_ (
    .A(_080_),
    .B(_088_),
    .S(_111_),
    .Y(_008_)
  );
  AND2X1 _239_ (
    .A(written[0]),
    .B(_047_),
    .Y(_112_)
  );
  NAND3X1 _240_ (
    .A(enable),
    .B(_103_),
    .C(_112_),
    .Y(_113_)
  );
  MUX2X1 _241_ (
    .A(_050_),
    .B(_081_),
    .S(_113_),
    .Y(_009_)
  );
  MUX2X1 _242_ (
    .A(_054_),
    .B(_082_),
    .S(_113_),
    .Y(_010_)
  );
  MUX2X1 _243_ (
    .A(_058_),
    .B(_083_),
    .S(_113_),
    .Y(_011_)
  );
  MUX2X1 _244_ (
    .A(_062_),
    .B(_084_),
    .S(_113_),
    .Y(_012_)
  );
  MUX2X1 _245_ (
    .A(_066_),
    .B(_085_),
    .S(_113_),
    .Y(_013_)
  );
  MUX2X1 _246_ (
    .A(_070_),
    .B(_086_),
    .S(_113_),
    .Y(_014_)
  );
  MUX2X1 _247_ (
    .A(_074_),
    .B(_087_),
    .S(_113_),
    .Y(_015_)
  );
  MUX2X1 _248_ (
    .A(_078_),
    .B(_088_),
    .S(_113_),
    .Y(_016_)
  );
  NAND2X1 _249_ (
    .A(take),
    .B(_109_),
    .Y(_114_)
  );
  NAND2X1 _250_ (
    .A(read[0]),
    .B(\store[3] [0]),
    .Y(_115_)
  );
  OAI21X1 _251_ (
    .A(read[0]),
    .B(_051_),
    .C(_115_),
    .Y(_116_)
  );
  MUX2X1 _252_ (
    .A(\store[1] [0]),
    .B(\store[0] [0]),
    .S(read[0]),
    .Y(_117_)
  );
  NAND2X1 _253_ (
    .A(_048_),
    .B(_117_),
    .Y(_118_)
  );
  OAI21X1 _254_ (
    .A(_048_),
    .B(_116_),
    .C(_118_),
    .Y(_119_)
  );
  MUX2X1 _255_ (
    .A(_089_),
    .B(_119_),
    .S(_114_),
    .Y(_017_)
  );
  NAND2X1 _256_ (
    .A(read[0]),
    .B(\store[3] [1]),
    .Y(_120_)
  );
  OAI21X1 _257_ (
    .A(read[0]),
    .B(_055_),
    .C(_120_),
    .Y(_121_)
  );
  MUX2X1 _258_ (
    .A(\store[1] [1]),
    .B(\store[0] [1]),
    .S(read[0]),
    .Y(_122_)
  );
  NAND2X1 _259_ (
    .A(_048_),
    .B(_122_),
    .Y(_123_)
  );
  OAI21X1 _260_ (
    .A(_048_),
    .B(_121_),
    .C(_123_),
    .Y(_124_)
  );
  MUX2X1 _261_ (
    .A(_090_),
    .B(_124_),
    .S(_114_),
    .Y(_018_)
  );
  NAND2X1 _262_ (
    .A(read[0]),
    .B(\store[3] [2]),
    .Y(_125_)
  );
  OAI21X1 _263_ (
    .A(read[0]),
    .B(_059_),
    .C(_125_),
    .Y(_126_)
  );
  MUX2X1 _264_ (
    .A(\store[1] [2]),
    .B(\store[0] [2]),
    .S(read[0]),
    .Y(_127_)
  );
  NAND2X1 _265_ (
    .A(_048_),
    .B(_127_),
    .Y(_128_)
  );
  OAI21X1 _266_ (
    .A(_048_),
    .B(_126_),
    .C(_128_),
    .Y(_129_)
  );
  MUX2X1 _267_ (
    .A(_091_),
    .B(_129_),
    .S(_114_),
    .Y(_019_)
  );
  NAND2X1 _268_ (
    .A(read[0]),
    .B(\store[3] [3]),
    .Y(_130_)
  );
  OAI21X1 _269_ (
    .A(read[0]),
    .B(_063_),
    .C(_130_),
    .Y(_131_)
  );
  MUX2X1 _270_ (
    .A(\store[1] [3]),
    .B(\store[0] [3]),
    .S(read[0]),
    .Y(_132_)
  );
  NAND2X1 _271_ (
    .A(_048_),
    .B(_132_),
    .Y(_133_)
  );
  OAI21X1 _272_ (
    .A(_048_),
    .B(_131_),
    .C(_133_),
    .Y(_134_)
  );
  MUX2X1 _273_ (
    .A(_092_),
    .B(_134_),
    .S(_114_),
    .Y(_020_)
  );
  NAND2X1 _274_ (
    .A(read[0]),
    .B(\store[3] [4]),
    .Y(_135_)
  );
  OAI21X1 _275_ (
    .A(read[0]),
    .B(_067_),
    .C(_135_),
    .Y(_136_)
  );
  MUX2X1 _276_ (
    .A(\store[1] [4]),
    .B(\store[0] [4]),
    .S(read[0]),
    .Y(_137_)
  );
  NAND2X1 _277_ (
    .A(_048_),
    .B(_137_),
    .Y(_138_)
  );
  OAI21X1 _278_ (
    .A(_048_),
    .B(_136_),
    .C(_138_),
    .Y(_139_)
  );
  MUX2X1 _279_ (
    .A(_093_),
    .B(_139_),
    .S(_114_),
    .Y(_021_)
  );
  NAND2X1 _280_ (
    .A(read[0]),
    .B(\store[3] [5]),
    .Y(_140_)
  );
  OAI21X1 _281_ (
    .A(read[0]),
    .B(_071_),
    .C(_140_),
    .Y(_141_)
  );
  MUX2X1 _282_ (
    .A(\store[1] [5]),
    .B(\store[0] [5]),
    .S(read[0]),
    .Y(_142_)
  );
  NAND2X1 _283_ (
    .A(_048_),
    .B(_142_),
    .Y(_143_)
  );
  OAI21X1 _284_ (
    .A(_048_),
    .B(_141_),
    .C(_143_),
    .Y(_144_)
  );
  MUX2X1 _285_ (
    .A(_094_),
    .B(_144_),
    .S(_114_),
    .Y(_022_)
  );
  NAND2X1 _286_ (
    .A(read[0]),
    .B(\store[3] [6]),
    .Y(_145_)
  );
  OAI21X1 _287_ (
    .A(read[0]),
    .B(_075_),
    .C(_145_),
    .Y(_146_)
  );
  MUX2X1 _288_ (
    .A(\store[1] [6]),
    .B(\store[0] [6]),
    .S(read[0]),
    .Y(_147_)
  );
  NAND2X1 _289_ (
    .A(_048_),
    .B(_147_),
    .Y(_148_)
  );
  OAI21X1 _290_ (
    .A(_048_),
    .B(_146_),
    .C(_148_),
    .Y(_149_)
  );
  MUX2X1 _291_ (
    .A(_095_),
    .B(_149_),
    .S(_114_),
    .Y(_023_)
  );
  NAND2X1 _292_ (
    .A(read[0]),
    .B(\store[3] [7]),
    .Y(_150_)
  );
  OAI21X1 _293_ (
    .A(read[0]),
    .B(_079_),
    .C(_150_),
    .Y(_151_)
  );
  MUX2X1 _294_ (
    .A(\store[1] [7]),
    .B(\store[0] [7]),
    .S(read[0]),
    .Y(_152_)
  );
  NAND2X1 _295_ (
    .A(_048_),
    .B(_152_),
    .Y(_153_)
  );
  OAI21X1 _296_ (
    .A(_048_),
    .B(_151_),
    .C(_153_),
    .Y(_154_)
  );
  MUX2X1 _297_ (
    .A(_096_),
    .B(_154_),
    .S(_114_),
    .Y(_024_)
  );
  XNOR2X1 _298_ (
    .A(written[0]),
    .B(_110_),
    .Y(_025_)
  );
  MUX2X1 _299_ (
    .A(_047_),
    .B(_100_),
    .S(_110_),
    .Y(_026_)
  );
  XNOR2X1 _300_ (
    .A(written[2]),
    .B(_111_),
    .Y(_027_)
  );
  NOR2X1 _301_ (
    .A(written[0]),
    .B(_047_),
    .Y(_155_)
  );
  NAND3X1 _302_ (
    .A(enable),
    .B(_103_),
    .C(_155_),
    .Y(_156_)
  );
  MUX2X1 _303_ (
    .A(_051_),
    .B(_081_),
    .S(_156_),
    .Y(_028_)
  );
  MUX2X1 _304_ (
    .A(_055_),
    .B(_082_),
    .S(_156_),
    .Y(_029_)
  );
  MUX2X1 _305_ (
    .A(_059_),
    .B(_083_),
    .S(_156_),
    .Y(_030_)
  );
  MUX2X1 _306_ (
    .A(_063_),
    .B(_084_),
    .S(_156_),
    .Y(_031_)
  );
  MUX2X1 _307_ (
    .A(_067_),
    .B(_085_),
    .S(_156_),
    .Y(_032_)
  );
  MUX2X1 _308_ (
    .A(_071_),
    .B(_086_),
    .S(_156_),
    .Y(_033_)
  );
  MUX2X1 _309_ (
    .A(_075_),
    .B(_087_),
    .S(_156_),
    .Y(_034_)
  );
  MUX2X1 _310_ (
    .A(_079_),
    .B(_088_),
    .S(_156_),
    .Y(_035_)
  );
  XNOR2X1 _311_ (
    .A(read[0]),
    .B(_114_),
    .Y(_036_)
  );
  MUX2X1 _312_ (
    .A(_048_),
    .B(_106_),
    .S(_114_),
    .Y(_037_)
  );
  NAND3X1 _313_ (
    .A(take),
    .B(_105_),
    .C(_109_),
    .Y(_157_)
  );
  XNOR2X1 _314_ (
    .A(read[2]),
    .B(_157_),
    .Y(_038_)
  );
  NAND3X1 _315_ (
    .A(enable),
    .B(_098_),
    .C(_103_),
    .Y(_158_)
  );
  MUX2X1 _316_ (
    .A(_049_),
    .B(_081_),
    .S(_158_),
    .Y(_039_)
  );
  MUX2X1 _317_ (
    .A(_053_),
    .B(_082_),
    .S(_158_),
    .Y(_040_)
  );
  MUX2X1 _318_ (
    .A(_057_),
    .B(_083_),
    .S(_158_),
    .Y(_041_)
  );
  MUX2X1 _319_ (
    .A(_061_),
    .B(_084_),
    .S(_158_),
    .Y(_042_)
  );
  MUX2X1 _320_ (
    .A(_065_),
    .B(_085_),
    .S(_158_),
    .Y(_043_)
  );
  MUX2X1 _321_ (
    .A(_069_),
    .B(_086_),
    .S(_158_),
    .Y(_044_)
  );
  MUX2X1 _322_ (
    .A(_073_),
    .B(_087_),
    .S(_158_),
    .Y(_045_)
  );
  MUX2X1 _323_ (
    .A(_077_),
    .B(_088_),
    .S(_158_),
    .Y(_046_)
  );
  DFFPOSX1 _324_ (
    .CLK(clk_a),
    .D(_001_),
    .Q(\store[3] [0])
  );
  DFFPOSX1 _325_ (
    .CLK(clk_a),
    .D(_002_),
    .Q(\store[3] [1])
  );
  DFFPOSX1 _326_ (
    .CLK(clk_a),
    .D(_003_),
    .Q(\store[3] [2])
  );
  DFFPOSX1 _327_ (
    .CLK(clk_a),
    .D(_004_),
    .Q(\store[3] [3])
  );
  DFFPOSX1 _328_ (
    .CLK(clk_a),
    .D(_005_),
    .Q(\store[3] [4])
  );
  DFFPOSX1 _329_ (
    .CLK(clk_a),
    .D(_006_),
    .Q(\store[3] [5])
  );
  DFFPOSX1 _330_ (
    .CLK(clk_a),
    .D(_007_),
    .Q(\store[3] [6])
  );
  DFFPOSX1 _331_ (
    .CLK(clk_a),
    .D(_008_),
    .Q(\store[3] [7])
  );
  DFFPOSX1 _332_ (
    .CLK(clk_a),
    .D(_009_),
    .Q(\store[1] [0])
  );
  DFFPOSX1 _333_ (
    .CLK(clk_a),
    .D(_010_),
    .Q(\store[1] [1])
  );
  DFFPOSX1 _334_ (
    .CLK(clk_a),
    .D(_011_),
    .Q(\store[1] [2])
  );
  DFFPOSX1 _335_ (
    .CLK(clk_a),
    .D(_012_),
    .Q(\store[1] [3])
  );
  DFFPOSX1 _336_ (
    .CLK(clk_a),
    .D(_013_),
    .Q(\store[1] [4])
  );
  DFFPOSX1 _337_ (
    .CLK(clk_a),
    .D(_014_),
    .Q(\store[1] [5])
  );
  DFFPOSX1 _338_ (
    .CLK(clk_a),
    .D(_015_),
    .Q(\store[1] [6])
  );
  DFFPOSX1 _339_ (
    .CLK(clk_a),
    .D(_016_),
    .Q(\store[1] [7])
  );
  DFFSR _340_ (
    .CLK(clk_b),
    .D(_017_),
    .Q(head[0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _341_ (
    .CLK(clk_b),
    .D(_018_),
    .Q(head[1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _342_ (
    .CLK(clk_b),
    .D(_019_),
    .Q(head[2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _343_ (
    .CLK(clk_b),
    .D(_020_),
    .Q(head[3]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _344_ (
    .CLK(clk_b),
    .D(_021_),
    .Q(head[4]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _345_ (
    .CLK(clk_b),
    .D(_022_),
    .Q(head[5]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _346_ (
    .CLK(clk_b),
    .D(_023_),
    .Q(head[6]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _347_ (
    .CLK(clk_b),
    .D(_024_),
    .Q(head[7]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _348_ (
    .CLK(clk_a),
    .D(_025_),
    .Q(written[0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _349_ (
    .CLK(clk_a),
    .D(_026_),
    .Q(written[1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _350_ (
    .CLK(clk_a),
    .D(_027_),
    .Q(written[2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFPOSX1 _351_ (
    .CLK(clk_a),
    .D(_028_),
    .Q(\store[2] [0])
  );
  DFFPOSX1 _352_ (
    .CLK(clk_a),
    .D(_029_),
    .Q(\store[2] [1])
  );
  DFFPOSX1 _353_ (
    .CLK(clk_a),
    .D(_030_),
    .Q(\store[2] [2])
  );
  DFFPOSX1 _354_ (
    .CLK(clk_a),
    .D(_031_),
    .Q(\store[2] [3])
  );
  DFFPOSX1 _355_ (
    .CLK(clk_a),
    .D(_032_),
    .Q(\store[2] [4])
  );
  DFFPOSX1 _356_ (
    .CLK(clk_a),
    .D(_033_),
    .Q(\store[2] [5])
  );
  DFFPOSX1 _357_ (
    .CLK(clk_a),
    .D(_034_),
    .Q(\store[2] [6])
  );
  DFFPOSX1 _358_ (
    .CLK(clk_a),
    .D(_035_),
    .Q(\store[2] [7])
  );
  DFFSR _359_ (
    .CLK(clk_b),
    .D(read_gray[0]),
    .Q(\to_a.from [0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _360_ (
    .CLK(clk_b),
    .D(read_gray[1]),
    .Q(\to_a.from [1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _361_ (
    .CLK(clk_b),
    .D(read[2]),
    .Q(\to_a.from [2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _362_ (
    .CLK(clk_a),
    .D(_000_),
    .Q(half),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _363_ (
    .CLK(clk_b),
    .D(_036_),
    .Q(read[0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _364_ (
    .CLK(clk_b),
    .D(_037_),
    .Q(read[1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _365_ (
    .CLK(clk_b),
    .D(_038_),
    .Q(read[2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _366_ (
    .CLK(clk_a),
    .D(written_gray[0]),
    .Q(\to_b.from [0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _367_ (
    .CLK(clk_a),
    .D(written_gray[1]),
    .Q(\to_b.from [1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _368_ (
    .CLK(clk_a),
    .D(written[2]),
    .Q(\to_b.from [2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFPOSX1 _369_ (
    .CLK(clk_a),
    .D(_039_),
    .Q(\store[0] [0])
  );
  DFFPOSX1 _370_ (
    .CLK(clk_a),
    .D(_040_),
    .Q(\store[0] [1])
  );
  DFFPOSX1 _371_ (
    .CLK(clk_a),
    .D(_041_),
    .Q(\store[0] [2])
  );
  DFFPOSX1 _372_ (
    .CLK(clk_a),
    .D(_042_),
    .Q(\store[0] [3])
  );
  DFFPOSX1 _373_ (
    .CLK(clk_a),
    .D(_043_),
    .Q(\store[0] [4])
  );
  DFFPOSX1 _374_ (
    .CLK(clk_a),
    .D(_044_),
    .Q(\store[0] [5])
  );
  DFFPOSX1 _375_ (
    .CLK(clk_a),
    .D(_045_),
    .Q(\store[0] [6])
  );
  DFFPOSX1 _376_ (
    .CLK(clk_a),
    .D(_046_),
    .Q(\store[0] [7])
  );
  DFFSR _377_ (
    .CLK(clk_b),
    .D(\to_b.bits[0].first ),
    .Q(\to_b.bits[0].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _378_ (
    .CLK(clk_b),
    .D(\to_b.from [0]),
    .Q(\to_b.bits[0].first ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _379_ (
    .CLK(clk_b),
    .D(\to_b.bits[1].first ),
    .Q(\to_b.bits[1].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _380_ (
    .CLK(clk_b),
    .D(\to_b.from [1]),
    .Q(\to_b.bits[1].first ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _381_ (
    .CLK(clk_b),
    .D(\to_b.bits[2].first ),
    .Q(\to_b.bits[2].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _382_ (
    .CLK(clk_b),
    .D(\to_b.from [2]),
    .Q(\to_b.bits[2].first ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _383_ (
    .CLK(clk_a),
    .D(\to_a.bits[0].first ),
    .Q(\to_a.bits[0].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _384_ (
    .CLK(clk_a),
    .D(\to_a.from [0]),
    .Q(\to_a.bits[0].first ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _385_ (
    .CLK(clk_a),
    .D(\to_a.bits[1].first ),
    .Q(\to_a.bits[1].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _386_ (
    .CLK(clk_a),
    .D(\to_a.from [1]),
    .Q(\to_a.bits[1].first ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _387_ (
    .CLK(clk_a),
    .D(\to_a.bits[2].first ),
    .Q(\to_a.bits[2].second ),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _388_ (
    .CLK(clk_a),
    .D(\to_a.from [2]),
    .Q(\to_a.bits[2].first ),
    .R(rst_n),
    .S(1'h1)
  );
  assign read_gray[2] = read[2];
  assign written_gray[2] = written[2];
endmodule
