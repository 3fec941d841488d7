// Made by `make designs`.

module bridge(clk_a, clk_b, rst_n, enable, take, data, busy, strobe, result, half);
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
  wire _159_;
  wire acknowledge;
  wire acknowledge_1;
  wire acknowledge_2;
  output busy;
  wire busy;
  input clk_a;
  wire clk_a;
  input clk_b;
  wire clk_b;
  input [7:0] data;
  wire [7:0] data;
  input enable;
  wire enable;
  output half;
  wire half;
  wire [7:0] held;
  wire [2:0] receiver;
  wire request;
  wire request_1;
  wire request_2;
  output [7:0] result;
  wire [7:0] result;
  input rst_n;
  wire rst_n;
  wire [1:0] sender;
  output strobe;
  wire strobe;
  input take;
  wire take;
  wire [7:0] total;
  OAI21X1 _160_ (
    .A(_148_),
    .B(_156_),
    .C(_116_),
    .Y(_124_)
  );
  XOR2X1 _161_ (
    .A(held[7]),
    .B(held[6]),
    .Y(_125_)
  );
  XNOR2X1 _162_ (
    .A(total[7]),
    .B(_125_),
    .Y(_126_)
  );
  XNOR2X1 _163_ (
    .A(_124_),
    .B(_126_),
    .Y(_127_)
  );
  XNOR2X1 _164_ (
    .A(_123_),
    .B(_127_),
    .Y(_128_)
  );
  OAI21X1 _165_ (
    .A(total[7]),
    .B(_044_),
    .C(rst_n),
    .Y(_129_)
  );
  AOI21X1 _166_ (
    .A(_044_),
    .B(_128_),
    .C(_129_),
    .Y(_019_)
  );
  AND2X1 _167_ (
    .A(request),
    .B(rst_n),
    .Y(_021_)
  );
  AND2X1 _168_ (
    .A(acknowledge),
    .B(rst_n),
    .Y(_036_)
  );
  OAI21X1 _169_ (
    .A(request_2),
    .B(receiver[0]),
    .C(_036_),
    .Y(_130_)
  );
  OAI21X1 _170_ (
    .A(receiver[0]),
    .B(_039_),
    .C(_130_),
    .Y(_022_)
  );
  AND2X1 _171_ (
    .A(rst_n),
    .B(request_1),
    .Y(_023_)
  );
  NAND2X1 _172_ (
    .A(enable),
    .B(_043_),
    .Y(_131_)
  );
  NOR2X1 _173_ (
    .A(sender[1]),
    .B(_038_),
    .Y(_132_)
  );
  OAI21X1 _174_ (
    .A(_154_),
    .B(acknowledge_2),
    .C(sender[0]),
    .Y(_133_)
  );
  NAND2X1 _175_ (
    .A(_154_),
    .B(sender[0]),
    .Y(_134_)
  );
  OAI21X1 _176_ (
    .A(_132_),
    .B(_133_),
    .C(_131_),
    .Y(_135_)
  );
  AND2X1 _177_ (
    .A(rst_n),
    .B(_135_),
    .Y(_024_)
  );
  OAI21X1 _178_ (
    .A(sender[1]),
    .B(sender[0]),
    .C(rst_n),
    .Y(_136_)
  );
  NOR2X1 _179_ (
    .A(_038_),
    .B(_136_),
    .Y(_025_)
  );
  OAI21X1 _180_ (
    .A(data[0]),
    .B(_131_),
    .C(rst_n),
    .Y(_137_)
  );
  AOI21X1 _181_ (
    .A(_153_),
    .B(_131_),
    .C(_137_),
    .Y(_026_)
  );
  OAI21X1 _182_ (
    .A(data[1]),
    .B(_131_),
    .C(rst_n),
    .Y(_138_)
  );
  AOI21X1 _183_ (
    .A(_152_),
    .B(_131_),
    .C(_138_),
    .Y(_027_)
  );
  OAI21X1 _184_ (
    .A(data[2]),
    .B(_131_),
    .C(rst_n),
    .Y(_139_)
  );
  AOI21X1 _185_ (
    .A(_151_),
    .B(_131_),
    .C(_139_),
    .Y(_028_)
  );
  OAI21X1 _186_ (
    .A(data[3]),
    .B(_131_),
    .C(rst_n),
    .Y(_140_)
  );
  AOI21X1 _187_ (
    .A(_150_),
    .B(_131_),
    .C(_140_),
    .Y(_029_)
  );
  OAI21X1 _188_ (
    .A(data[4]),
    .B(_131_),
    .C(rst_n),
    .Y(_141_)
  );
  AOI21X1 _189_ (
    .A(_149_),
    .B(_131_),
    .C(_141_),
    .Y(_030_)
  );
  OAI21X1 _190_ (
    .A(data[5]),
    .B(_131_),
    .C(rst_n),
    .Y(_142_)
  );
  AOI21X1 _191_ (
    .A(_148_),
    .B(_131_),
    .C(_142_),
    .Y(_031_)
  );
  OAI21X1 _192_ (
    .A(data[6]),
    .B(_131_),
    .C(rst_n),
    .Y(_143_)
  );
  AOI21X1 _193_ (
    .A(_147_),
    .B(_131_),
    .C(_143_),
    .Y(_032_)
  );
  OAI21X1 _194_ (
    .A(data[7]),
    .B(_131_),
    .C(rst_n),
    .Y(_144_)
  );
  AOI21X1 _195_ (
    .A(_146_),
    .B(_131_),
    .C(_144_),
    .Y(_033_)
  );
  OAI21X1 _196_ (
    .A(_038_),
    .B(_134_),
    .C(_021_),
    .Y(_145_)
  );
  OAI21X1 _197_ (
    .A(_158_),
    .B(_131_),
    .C(_145_),
    .Y(_034_)
  );
  NOR2X1 _198_ (
    .A(_158_),
    .B(half),
    .Y(_035_)
  );
  INVX1 _199_ (
    .A(held[7]),
    .Y(_146_)
  );
  INVX1 _200_ (
    .A(held[6]),
    .Y(_147_)
  );
  INVX1 _201_ (
    .A(held[5]),
    .Y(_148_)
  );
  INVX1 _202_ (
    .A(held[4]),
    .Y(_149_)
  );
  INVX1 _203_ (
    .A(held[3]),
    .Y(_150_)
  );
  INVX1 _204_ (
    .A(held[2]),
    .Y(_151_)
  );
  INVX1 _205_ (
    .A(held[1]),
    .Y(_152_)
  );
  INVX1 _206_ (
    .A(held[0]),
    .Y(_153_)
  );
  INVX1 _207_ (
    .A(sender[1]),
    .Y(_154_)
  );
  INVX1 _208_ (
    .A(receiver[2]),
    .Y(_155_)
  );
  INVX1 _209_ (
    .A(total[6]),
    .Y(_156_)
  );
  INVX1 _210_ (
    .A(total[5]),
    .Y(_157_)
  );
  INVX1 _211_ (
    .A(rst_n),
    .Y(_158_)
  );
  INVX1 _212_ (
    .A(receiver[1]),
    .Y(_159_)
  );
  INVX1 _213_ (
    .A(receiver[0]),
    .Y(_037_)
  );
  INVX1 _214_ (
    .A(acknowledge_2),
    .Y(_038_)
  );
  NAND2X1 _215_ (
    .A(receiver[2]),
    .B(rst_n),
    .Y(_039_)
  );
  INVX1 _216_ (
    .A(_039_),
    .Y(_020_)
  );
  NAND2X1 _217_ (
    .A(request_2),
    .B(rst_n),
    .Y(_040_)
  );
  OAI21X1 _218_ (
    .A(_159_),
    .B(_040_),
    .C(_039_),
    .Y(_002_)
  );
  NAND2X1 _219_ (
    .A(take),
    .B(request_2),
    .Y(_041_)
  );
  AOI21X1 _220_ (
    .A(receiver[0]),
    .B(_041_),
    .C(_158_),
    .Y(_042_)
  );
  OAI21X1 _221_ (
    .A(request_2),
    .B(_159_),
    .C(_042_),
    .Y(_001_)
  );
  NOR2X1 _222_ (
    .A(sender[1]),
    .B(sender[0]),
    .Y(_043_)
  );
  INVX1 _223_ (
    .A(_043_),
    .Y(busy)
  );
  NOR2X1 _224_ (
    .A(_037_),
    .B(_041_),
    .Y(_044_)
  );
  OR2X1 _225_ (
    .A(_037_),
    .B(_041_),
    .Y(_045_)
  );
  NOR2X1 _226_ (
    .A(_158_),
    .B(_045_),
    .Y(_000_)
  );
  AND2X1 _227_ (
    .A(rst_n),
    .B(acknowledge_1),
    .Y(_003_)
  );
  OAI21X1 _228_ (
    .A(_155_),
    .B(total[0]),
    .C(rst_n),
    .Y(_046_)
  );
  NOR2X1 _229_ (
    .A(receiver[2]),
    .B(result[0]),
    .Y(_047_)
  );
  NOR2X1 _230_ (
    .A(_046_),
    .B(_047_),
    .Y(_004_)
  );
  OAI21X1 _231_ (
    .A(_155_),
    .B(total[1]),
    .C(rst_n),
    .Y(_048_)
  );
  NOR2X1 _232_ (
    .A(receiver[2]),
    .B(result[1]),
    .Y(_049_)
  );
  NOR2X1 _233_ (
    .A(_048_),
    .B(_049_),
    .Y(_005_)
  );
  OAI21X1 _234_ (
    .A(_155_),
    .B(total[2]),
    .C(rst_n),
    .Y(_050_)
  );
  NOR2X1 _235_ (
    .A(receiver[2]),
    .B(result[2]),
    .Y(_051_)
  );
  NOR2X1 _236_ (
    .A(_050_),
    .B(_051_),
    .Y(_006_)
  );
  OAI21X1 _237_ (
    .A(_155_),
    .B(total[3]),
    .C(rst_n),
    .Y(_052_)
  );
  NOR2X1 _238_ (
    .A(receiver[2]),
    .B(result[3]),
    .Y(_053_)
  );
  NOR2X1 _239_ (
    .A(_052_),
    .B(_053_),
    .Y(_007_)
  );
  OAI21X1 _240_ (
    .A(_155_),
    .B(total[4]),
    .C(rst_n),
    .Y(_054_)
  );
  NOR2X1 _241_ (
    .A(receiver[2]),
    .B(result[4]),
    .Y(_055_)
  );
  NOR2X1 _242_ (
    .A(_054_),
    .B(_055_),
    .Y(_008_)
  );
  OAI21X1 _243_ (
    .A(_155_),
    .B(total[5]),
    .C(rst_n),
    .Y(_056_)
  );
  NOR2X1 _244_ (
    .A(receiver[2]),
    .B(result[5]),
    .Y(_057_)
  );
  NOR2X1 _245_ (
    .A(_056_),
    .B(_057_),
    .Y(_009_)
  );
  OAI21X1 _246_ (
    .A(_155_),
    .B(total[6]),
    .C(rst_n),
    .Y(_058_)
  );
  NOR2X1 _247_ (
    .A(receiver[2]),
    .B(result[6]),
    .Y(_059_)
  );
  NOR2X1 _248_ (
    .A(_058_),
    .B(_059_),
    .Y(_010_)
  );
  OAI21X1 _249_ (
    .A(_155_),
    .B(total[7]),
    .C(rst_n),
    .Y(_060_)
  );
  NOR2X1 _250_ (
    .A(receiver[2]),
    .B(result[7]),
    .Y(_061_)
  );
  NOR2X1 _251_ (
    .A(_060_),
    .B(_061_),
    .Y(_011_)
  );
  AND2X1 _252_ (
    .A(held[7]),
    .B(total[0]),
    .Y(_062_)
  );
  XOR2X1 _253_ (
    .A(held[7]),
    .B(total[0]),
    .Y(_063_)
  );
  AND2X1 _254_ (
    .A(held[0]),
    .B(_063_),
    .Y(_064_)
  );
  OAI21X1 _255_ (
    .A(held[0]),
    .B(_063_),
    .C(_044_),
    .Y(_065_)
  );
  NOR2X1 _256_ (
    .A(_064_),
    .B(_065_),
    .Y(_066_)
  );
  AOI21X1 _257_ (
    .A(total[0]),
    .B(_045_),
    .C(_066_),
    .Y(_067_)
  );
  NOR2X1 _258_ (
    .A(_158_),
    .B(_067_),
    .Y(_012_)
  );
  NOR2X1 _259_ (
    .A(_062_),
    .B(_064_),
    .Y(_068_)
  );
  NAND2X1 _260_ (
    .A(held[0]),
    .B(total[1]),
    .Y(_069_)
  );
  XNOR2X1 _261_ (
    .A(held[0]),
    .B(total[1]),
    .Y(_070_)
  );
  XNOR2X1 _262_ (
    .A(_152_),
    .B(_070_),
    .Y(_071_)
  );
  OAI21X1 _263_ (
    .A(_062_),
    .B(_064_),
    .C(_071_),
    .Y(_072_)
  );
  XNOR2X1 _264_ (
    .A(_068_),
    .B(_071_),
    .Y(_073_)
  );
  NOR2X1 _265_ (
    .A(_045_),
    .B(_073_),
    .Y(_074_)
  );
  OAI21X1 _266_ (
    .A(total[1]),
    .B(_044_),
    .C(rst_n),
    .Y(_075_)
  );
  NOR2X1 _267_ (
    .A(_074_),
    .B(_075_),
    .Y(_013_)
  );
  OAI21X1 _268_ (
    .A(held[1]),
    .B(_070_),
    .C(_069_),
    .Y(_076_)
  );
  NAND2X1 _269_ (
    .A(held[1]),
    .B(total[2]),
    .Y(_077_)
  );
  NOR2X1 _270_ (
    .A(held[1]),
    .B(total[2]),
    .Y(_078_)
  );
  XOR2X1 _271_ (
    .A(held[1]),
    .B(total[2]),
    .Y(_079_)
  );
  XNOR2X1 _272_ (
    .A(_151_),
    .B(_079_),
    .Y(_080_)
  );
  NAND2X1 _273_ (
    .A(_076_),
    .B(_080_),
    .Y(_081_)
  );
  XNOR2X1 _274_ (
    .A(_076_),
    .B(_080_),
    .Y(_082_)
  );
  XNOR2X1 _275_ (
    .A(_072_),
    .B(_082_),
    .Y(_083_)
  );
  OAI21X1 _276_ (
    .A(total[2]),
    .B(_044_),
    .C(rst_n),
    .Y(_084_)
  );
  AOI21X1 _277_ (
    .A(_044_),
    .B(_083_),
    .C(_084_),
    .Y(_014_)
  );
  OAI21X1 _278_ (
    .A(_072_),
    .B(_082_),
    .C(_081_),
    .Y(_085_)
  );
  OAI21X1 _279_ (
    .A(_151_),
    .B(_078_),
    .C(_077_),
    .Y(_086_)
  );
  NAND2X1 _280_ (
    .A(held[2]),
    .B(total[3]),
    .Y(_087_)
  );
  XNOR2X1 _281_ (
    .A(held[2]),
    .B(total[3]),
    .Y(_088_)
  );
  XNOR2X1 _282_ (
    .A(_150_),
    .B(_088_),
    .Y(_089_)
  );
  NOR2X1 _283_ (
    .A(_086_),
    .B(_089_),
    .Y(_090_)
  );
  AND2X1 _284_ (
    .A(_086_),
    .B(_089_),
    .Y(_091_)
  );
  NOR2X1 _285_ (
    .A(_090_),
    .B(_091_),
    .Y(_092_)
  );
  XNOR2X1 _286_ (
    .A(_085_),
    .B(_092_),
    .Y(_093_)
  );
  OAI21X1 _287_ (
    .A(total[3]),
    .B(_044_),
    .C(rst_n),
    .Y(_094_)
  );
  AOI21X1 _288_ (
    .A(_044_),
    .B(_093_),
    .C(_094_),
    .Y(_015_)
  );
  AOI21X1 _289_ (
    .A(_085_),
    .B(_092_),
    .C(_091_),
    .Y(_095_)
  );
  OAI21X1 _290_ (
    .A(held[3]),
    .B(_088_),
    .C(_087_),
    .Y(_096_)
  );
  XNOR2X1 _291_ (
    .A(held[3]),
    .B(total[4]),
    .Y(_097_)
  );
  NOR2X1 _292_ (
    .A(held[4]),
    .B(_097_),
    .Y(_098_)
  );
  XNOR2X1 _293_ (
    .A(_149_),
    .B(_097_),
    .Y(_099_)
  );
  NAND2X1 _294_ (
    .A(_096_),
    .B(_099_),
    .Y(_100_)
  );
  XNOR2X1 _295_ (
    .A(_096_),
    .B(_099_),
    .Y(_101_)
  );
  XNOR2X1 _296_ (
    .A(_095_),
    .B(_101_),
    .Y(_102_)
  );
  OAI21X1 _297_ (
    .A(total[4]),
    .B(_044_),
    .C(rst_n),
    .Y(_103_)
  );
  AOI21X1 _298_ (
    .A(_044_),
    .B(_102_),
    .C(_103_),
    .Y(_016_)
  );
  OAI21X1 _299_ (
    .A(total[5]),
    .B(_044_),
    .C(rst_n),
    .Y(_104_)
  );
  OAI21X1 _300_ (
    .A(_095_),
    .B(_101_),
    .C(_100_),
    .Y(_105_)
  );
  AOI21X1 _301_ (
    .A(held[3]),
    .B(total[4]),
    .C(_098_),
    .Y(_106_)
  );
  XOR2X1 _302_ (
    .A(held[4]),
    .B(total[5]),
    .Y(_107_)
  );
  NAND2X1 _303_ (
    .A(held[5]),
    .B(_107_),
    .Y(_108_)
  );
  XNOR2X1 _304_ (
    .A(held[5]),
    .B(_107_),
    .Y(_109_)
  );
  NAND2X1 _305_ (
    .A(_106_),
    .B(_109_),
    .Y(_110_)
  );
  NOR2X1 _306_ (
    .A(_106_),
    .B(_109_),
    .Y(_111_)
  );
  XOR2X1 _307_ (
    .A(_106_),
    .B(_109_),
    .Y(_112_)
  );
  XNOR2X1 _308_ (
    .A(_105_),
    .B(_112_),
    .Y(_113_)
  );
  AOI21X1 _309_ (
    .A(_044_),
    .B(_113_),
    .C(_104_),
    .Y(_017_)
  );
  OAI21X1 _310_ (
    .A(_149_),
    .B(_157_),
    .C(_108_),
    .Y(_114_)
  );
  XOR2X1 _311_ (
    .A(held[5]),
    .B(total[6]),
    .Y(_115_)
  );
  NAND2X1 _312_ (
    .A(_147_),
    .B(_115_),
    .Y(_116_)
  );
  XNOR2X1 _313_ (
    .A(held[6]),
    .B(_115_),
    .Y(_117_)
  );
  NAND2X1 _314_ (
    .A(_114_),
    .B(_117_),
    .Y(_118_)
  );
  XNOR2X1 _315_ (
    .A(_114_),
    .B(_117_),
    .Y(_119_)
  );
  OAI21X1 _316_ (
    .A(_105_),
    .B(_111_),
    .C(_110_),
    .Y(_120_)
  );
  XNOR2X1 _317_ (
    .A(_119_),
    .B(_120_),
    .Y(_121_)
  );
  OAI21X1 _318_ (
    .A(total[6]),
    .B(_044_),
    .C(rst_n),
    .Y(_122_)
  );
  AOI21X1 _319_ (
    .A(_044_),
    .B(_121_),
    .C(_122_),
    .Y(_018_)
  );
  OAI21X1 _320_ (
    .A(_119_),
    .B(_120_),
    .C(_118_),
    .Y(_123_)
  );
  DFFPOSX1 _321_ (
    .CLK(clk_b),
    .D(_001_),
    .Q(receiver[0])
  );
  DFFPOSX1 _322_ (
    .CLK(clk_b),
    .D(_002_),
    .Q(receiver[1])
  );
  DFFPOSX1 _323_ (
    .CLK(clk_b),
    .D(_000_),
    .Q(receiver[2])
  );
  DFFPOSX1 _324_ (
    .CLK(clk_a),
    .D(_003_),
    .Q(acknowledge_2)
  );
  DFFPOSX1 _325_ (
    .CLK(clk_b),
    .D(_004_),
    .Q(result[0])
  );
  DFFPOSX1 _326_ (
    .CLK(clk_b),
    .D(_005_),
    .Q(result[1])
  );
  DFFPOSX1 _327_ (
    .CLK(clk_b),
    .D(_006_),
    .Q(result[2])
  );
  DFFPOSX1 _328_ (
    .CLK(clk_b),
    .D(_007_),
    .Q(result[3])
  );
  DFFPOSX1 _329_ (
    .CLK(clk_b),
    .D(_008_),
    .Q(result[4])
  );
  DFFPOSX1 _330_ (
    .CLK(clk_b),
    .D(_009_),
    .Q(result[5])
  );
  DFFPOSX1 _331_ (
    .CLK(clk_b),
    .D(_010_),
    .Q(result[6])
  );
  DFFPOSX1 _332_ (
    .CLK(clk_b),
    .D(_011_),
    .Q(result[7])
  );
  DFFPOSX1 _333_ (
    .CLK(clk_b),
    .D(_012_),
    .Q(total[0])
  );
  DFFPOSX1 _334_ (
    .CLK(clk_b),
    .D(_013_),
    .Q(total[1])
  );
  DFFPOSX1 _335_ (
    .CLK(clk_b),
    .D(_014_),
    .Q(total[2])
  );
  DFFPOSX1 _336_ (
    .CLK(clk_b),
    .D(_015_),
    .Q(total[3])
  );
  DFFPOSX1 _337_ (
    .CLK(clk_b),
    .D(_016_),
    .Q(total[4])
  );
  DFFPOSX1 _338_ (
    .CLK(clk_b),
    .D(_017_),
    .Q(total[5])
  );
  DFFPOSX1 _339_ (
    .CLK(clk_b),
    .D(_018_),
    .Q(total[6])
  );
  DFFPOSX1 _340_ (
    .CLK(clk_b),
    .D(_019_),
    .Q(total[7])
  );
  DFFPOSX1 _341_ (
    .CLK(clk_b),
    .D(_020_),
    .Q(strobe)
  );
  DFFPOSX1 _342_ (
    .CLK(clk_b),
    .D(_021_),
    .Q(request_1)
  );
  DFFPOSX1 _343_ (
    .CLK(clk_b),
    .D(_022_),
    .Q(acknowledge)
  );
  DFFPOSX1 _344_ (
    .CLK(clk_b),
    .D(_023_),
    .Q(request_2)
  );
  DFFPOSX1 _345_ (
    .CLK(clk_a),
    .D(_024_),
    .Q(sender[0])
  );
  DFFPOSX1 _346_ (
    .CLK(clk_a),
    .D(_025_),
    .Q(sender[1])
  );
  DFFPOSX1 _347_ (
    .CLK(clk_a),
    .D(_026_),
    .Q(held[0])
  );
  DFFPOSX1 _348_ (
    .CLK(clk_a),
    .D(_027_),
    .Q(held[1])
  );
  DFFPOSX1 _349_ (
    .CLK(clk_a),
    .D(_028_),
    .Q(held[2])
  );
  DFFPOSX1 _350_ (
    .CLK(clk_a),
    .D(_029_),
    .Q(held[3])
  );
  DFFPOSX1 _351_ (
    .CLK(clk_a),
    .D(_030_),
    .Q(held[4])
  );
  DFFPOSX1 _352_ (
    .CLK(clk_a),
    .D(_031_),
    .Q(held[5])
  );
  DFFPOSX1 _353_ (
    .CLK(clk_a),
    .D(_032_),
    .Q(held[6])
  );
  DFFPOSX1 _354_ (
    .CLK(clk_a),
    .D(_033_),
    .Q(held[7])
  );
  DFFPOSX1 _355_ (
    .CLK(clk_a),
    .D(_034_),
    .Q(request)
  );
  DFFPOSX1 _356_ (
    .CLK(clk_a),
    .D(_035_),
    .Q(half)
  );
  DFFPOSX1 _357_ (
    .CLK(clk_a),
    .D(_036_),
    .Q(acknowledge_1)
  );
endmodule
