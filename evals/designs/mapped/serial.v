// Made by `make designs`.

module serial(clk, rst_n, enable, data, odd, divider, line, ready, sent);
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
  input clk;
  wire clk;
  input [7:0] data;
  wire [7:0] data;
  input [5:0] divider;
  wire [5:0] divider;
  input enable;
  wire enable;
  wire [2:0] index;
  output line;
  wire line;
  input odd;
  wire odd;
  wire parity;
  output ready;
  wire ready;
  input rst_n;
  wire rst_n;
  output [7:0] sent;
  wire [7:0] sent;
  wire [7:0] shift;
  wire [4:0] state;
  wire [5:0] wait_count;
  INVX1 _145_ (
    .A(state[4]),
    .Y(_127_)
  );
  INVX1 _146_ (
    .A(sent[7]),
    .Y(_128_)
  );
  INVX1 _147_ (
    .A(sent[6]),
    .Y(_129_)
  );
  INVX1 _148_ (
    .A(sent[5]),
    .Y(_130_)
  );
  INVX1 _149_ (
    .A(sent[4]),
    .Y(_131_)
  );
  INVX1 _150_ (
    .A(sent[3]),
    .Y(_132_)
  );
  INVX1 _151_ (
    .A(sent[2]),
    .Y(_133_)
  );
  INVX1 _152_ (
    .A(sent[1]),
    .Y(_134_)
  );
  INVX1 _153_ (
    .A(sent[0]),
    .Y(_135_)
  );
  INVX1 _154_ (
    .A(divider[1]),
    .Y(_136_)
  );
  INVX1 _155_ (
    .A(wait_count[1]),
    .Y(_137_)
  );
  INVX1 _156_ (
    .A(divider[2]),
    .Y(_138_)
  );
  INVX1 _157_ (
    .A(wait_count[2]),
    .Y(_139_)
  );
  INVX1 _158_ (
    .A(rst_n),
    .Y(_140_)
  );
  XNOR2X1 _159_ (
    .A(divider[4]),
    .B(wait_count[4]),
    .Y(_141_)
  );
  AND2X1 _160_ (
    .A(divider[5]),
    .B(wait_count[5]),
    .Y(_142_)
  );
  NOR2X1 _161_ (
    .A(divider[5]),
    .B(wait_count[5]),
    .Y(_143_)
  );
  OAI21X1 _162_ (
    .A(_142_),
    .B(_143_),
    .C(_141_),
    .Y(_144_)
  );
  AOI22X1 _163_ (
    .A(divider[1]),
    .B(_137_),
    .C(divider[2]),
    .D(_139_),
    .Y(_032_)
  );
  AOI22X1 _164_ (
    .A(_136_),
    .B(wait_count[1]),
    .C(_138_),
    .D(wait_count[2]),
    .Y(_033_)
  );
  OAI22X1 _165_ (
    .A(divider[1]),
    .B(_137_),
    .C(_138_),
    .D(wait_count[2]),
    .Y(_034_)
  );
  XOR2X1 _166_ (
    .A(wait_count[0]),
    .B(divider[0]),
    .Y(_035_)
  );
  XOR2X1 _167_ (
    .A(divider[3]),
    .B(wait_count[3]),
    .Y(_036_)
  );
  NOR2X1 _168_ (
    .A(_035_),
    .B(_036_),
    .Y(_037_)
  );
  NAND3X1 _169_ (
    .A(_032_),
    .B(_033_),
    .C(_037_),
    .Y(_038_)
  );
  OAI22X1 _170_ (
    .A(_136_),
    .B(wait_count[1]),
    .C(divider[2]),
    .D(_139_),
    .Y(_039_)
  );
  NOR2X1 _171_ (
    .A(_035_),
    .B(_039_),
    .Y(_040_)
  );
  NOR3X1 _172_ (
    .A(_144_),
    .B(_034_),
    .C(_036_),
    .Y(_041_)
  );
  NOR2X1 _173_ (
    .A(_144_),
    .B(_038_),
    .Y(_042_)
  );
  NAND2X1 _174_ (
    .A(_040_),
    .B(_041_),
    .Y(_043_)
  );
  NOR2X1 _175_ (
    .A(ready),
    .B(_140_),
    .Y(_044_)
  );
  OAI21X1 _176_ (
    .A(_144_),
    .B(_038_),
    .C(_044_),
    .Y(_045_)
  );
  NOR2X1 _177_ (
    .A(wait_count[0]),
    .B(_045_),
    .Y(_000_)
  );
  NAND2X1 _178_ (
    .A(wait_count[0]),
    .B(wait_count[1]),
    .Y(_046_)
  );
  AOI21X1 _179_ (
    .A(wait_count[0]),
    .B(wait_count[1]),
    .C(_045_),
    .Y(_047_)
  );
  OAI21X1 _180_ (
    .A(wait_count[0]),
    .B(wait_count[1]),
    .C(_047_),
    .Y(_048_)
  );
  INVX1 _181_ (
    .A(_048_),
    .Y(_001_)
  );
  NOR2X1 _182_ (
    .A(_139_),
    .B(_046_),
    .Y(_049_)
  );
  OR2X1 _183_ (
    .A(_045_),
    .B(_049_),
    .Y(_050_)
  );
  AOI21X1 _184_ (
    .A(_139_),
    .B(_046_),
    .C(_050_),
    .Y(_002_)
  );
  AND2X1 _185_ (
    .A(wait_count[3]),
    .B(_049_),
    .Y(_051_)
  );
  XNOR2X1 _186_ (
    .A(wait_count[3]),
    .B(_049_),
    .Y(_052_)
  );
  NOR2X1 _187_ (
    .A(_045_),
    .B(_052_),
    .Y(_003_)
  );
  NAND2X1 _188_ (
    .A(wait_count[4]),
    .B(_051_),
    .Y(_053_)
  );
  XNOR2X1 _189_ (
    .A(wait_count[4]),
    .B(_051_),
    .Y(_054_)
  );
  NOR2X1 _190_ (
    .A(_045_),
    .B(_054_),
    .Y(_004_)
  );
  XOR2X1 _191_ (
    .A(wait_count[5]),
    .B(_053_),
    .Y(_055_)
  );
  NOR2X1 _192_ (
    .A(_045_),
    .B(_055_),
    .Y(_005_)
  );
  NAND3X1 _193_ (
    .A(index[2]),
    .B(index[1]),
    .C(index[0]),
    .Y(_056_)
  );
  NOR2X1 _194_ (
    .A(state[1]),
    .B(state[2]),
    .Y(_057_)
  );
  NOR2X1 _195_ (
    .A(_043_),
    .B(_057_),
    .Y(_058_)
  );
  OAI21X1 _196_ (
    .A(state[1]),
    .B(state[2]),
    .C(_042_),
    .Y(_059_)
  );
  AOI22X1 _197_ (
    .A(state[2]),
    .B(_043_),
    .C(_056_),
    .D(_058_),
    .Y(_060_)
  );
  AND2X1 _198_ (
    .A(ready),
    .B(enable),
    .Y(_061_)
  );
  NAND2X1 _199_ (
    .A(ready),
    .B(enable),
    .Y(_062_)
  );
  NOR2X1 _200_ (
    .A(_140_),
    .B(_061_),
    .Y(_063_)
  );
  NAND2X1 _201_ (
    .A(rst_n),
    .B(_062_),
    .Y(_064_)
  );
  NOR2X1 _202_ (
    .A(_060_),
    .B(_064_),
    .Y(_006_)
  );
  NAND2X1 _203_ (
    .A(_057_),
    .B(_062_),
    .Y(_065_)
  );
  NOR2X1 _204_ (
    .A(state[3]),
    .B(_065_),
    .Y(_066_)
  );
  OR2X1 _205_ (
    .A(state[3]),
    .B(_065_),
    .Y(_067_)
  );
  AOI21X1 _206_ (
    .A(_040_),
    .B(_041_),
    .C(_061_),
    .Y(_068_)
  );
  OAI21X1 _207_ (
    .A(_144_),
    .B(_038_),
    .C(_062_),
    .Y(_069_)
  );
  OAI21X1 _208_ (
    .A(state[4]),
    .B(_067_),
    .C(_069_),
    .Y(_070_)
  );
  NOR3X1 _209_ (
    .A(_127_),
    .B(_067_),
    .C(_068_),
    .Y(_071_)
  );
  NAND3X1 _210_ (
    .A(state[4]),
    .B(_066_),
    .C(_069_),
    .Y(_072_)
  );
  AOI21X1 _211_ (
    .A(ready),
    .B(_070_),
    .C(_140_),
    .Y(_073_)
  );
  OAI21X1 _212_ (
    .A(_067_),
    .B(_070_),
    .C(_073_),
    .Y(_007_)
  );
  AND2X1 _213_ (
    .A(state[1]),
    .B(_070_),
    .Y(_074_)
  );
  OAI21X1 _214_ (
    .A(_061_),
    .B(_074_),
    .C(rst_n),
    .Y(_075_)
  );
  INVX1 _215_ (
    .A(_075_),
    .Y(_008_)
  );
  NAND2X1 _216_ (
    .A(state[3]),
    .B(_057_),
    .Y(_076_)
  );
  NOR2X1 _217_ (
    .A(shift[0]),
    .B(_057_),
    .Y(_077_)
  );
  NOR2X1 _218_ (
    .A(_061_),
    .B(_077_),
    .Y(_078_)
  );
  OAI21X1 _219_ (
    .A(parity),
    .B(_076_),
    .C(_078_),
    .Y(_079_)
  );
  AOI21X1 _220_ (
    .A(line),
    .B(_070_),
    .C(_140_),
    .Y(_080_)
  );
  OAI21X1 _221_ (
    .A(_070_),
    .B(_079_),
    .C(_080_),
    .Y(_009_)
  );
  NOR2X1 _222_ (
    .A(_135_),
    .B(_072_),
    .Y(_081_)
  );
  OAI21X1 _223_ (
    .A(sent[0]),
    .B(_071_),
    .C(rst_n),
    .Y(_082_)
  );
  NOR2X1 _224_ (
    .A(_081_),
    .B(_082_),
    .Y(_010_)
  );
  NOR3X1 _225_ (
    .A(_134_),
    .B(_135_),
    .C(_072_),
    .Y(_083_)
  );
  NAND3X1 _226_ (
    .A(sent[1]),
    .B(sent[0]),
    .C(_071_),
    .Y(_084_)
  );
  OAI21X1 _227_ (
    .A(sent[1]),
    .B(_081_),
    .C(rst_n),
    .Y(_085_)
  );
  NOR2X1 _228_ (
    .A(_083_),
    .B(_085_),
    .Y(_011_)
  );
  NOR2X1 _229_ (
    .A(_133_),
    .B(_084_),
    .Y(_086_)
  );
  OAI21X1 _230_ (
    .A(sent[2]),
    .B(_083_),
    .C(rst_n),
    .Y(_087_)
  );
  NOR2X1 _231_ (
    .A(_086_),
    .B(_087_),
    .Y(_012_)
  );
  NOR3X1 _232_ (
    .A(_132_),
    .B(_133_),
    .C(_084_),
    .Y(_088_)
  );
  NAND3X1 _233_ (
    .A(sent[3]),
    .B(sent[2]),
    .C(_083_),
    .Y(_089_)
  );
  OAI21X1 _234_ (
    .A(sent[3]),
    .B(_086_),
    .C(rst_n),
    .Y(_090_)
  );
  NOR2X1 _235_ (
    .A(_088_),
    .B(_090_),
    .Y(_013_)
  );
  NOR2X1 _236_ (
    .A(_131_),
    .B(_089_),
    .Y(_091_)
  );
  OAI21X1 _237_ (
    .A(sent[4]),
    .B(_088_),
    .C(rst_n),
    .Y(_092_)
  );
  NOR2X1 _238_ (
    .A(_091_),
    .B(_092_),
    .Y(_014_)
  );
  NOR3X1 _239_ (
    .A(_130_),
    .B(_131_),
    .C(_089_),
    .Y(_093_)
  );
  NAND3X1 _240_ (
    .A(sent[5]),
    .B(sent[4]),
    .C(_088_),
    .Y(_094_)
  );
  OAI21X1 _241_ (
    .A(sent[5]),
    .B(_091_),
    .C(rst_n),
    .Y(_095_)
  );
  NOR2X1 _242_ (
    .A(_093_),
    .B(_095_),
    .Y(_015_)
  );
  OAI21X1 _243_ (
    .A(sent[6]),
    .B(_093_),
    .C(rst_n),
    .Y(_096_)
  );
  AOI21X1 _244_ (
    .A(sent[6]),
    .B(_093_),
    .C(_096_),
    .Y(_016_)
  );
  OAI21X1 _245_ (
    .A(_129_),
    .B(_094_),
    .C(sent[7]),
    .Y(_097_)
  );
  NAND3X1 _246_ (
    .A(_128_),
    .B(sent[6]),
    .C(_093_),
    .Y(_098_)
  );
  AOI21X1 _247_ (
    .A(_097_),
    .B(_098_),
    .C(_140_),
    .Y(_017_)
  );
  NOR2X1 _248_ (
    .A(_056_),
    .B(_059_),
    .Y(_099_)
  );
  AOI21X1 _249_ (
    .A(state[3]),
    .B(_043_),
    .C(_099_),
    .Y(_100_)
  );
  NOR2X1 _250_ (
    .A(_064_),
    .B(_100_),
    .Y(_018_)
  );
  OAI21X1 _251_ (
    .A(state[4]),
    .B(_042_),
    .C(_063_),
    .Y(_101_)
  );
  AOI21X1 _252_ (
    .A(_042_),
    .B(_076_),
    .C(_101_),
    .Y(_019_)
  );
  OAI21X1 _253_ (
    .A(_042_),
    .B(_061_),
    .C(_065_),
    .Y(_102_)
  );
  NAND2X1 _254_ (
    .A(shift[0]),
    .B(_102_),
    .Y(_103_)
  );
  NOR2X1 _255_ (
    .A(_059_),
    .B(_061_),
    .Y(_104_)
  );
  AOI22X1 _256_ (
    .A(data[0]),
    .B(_061_),
    .C(_104_),
    .D(shift[1]),
    .Y(_105_)
  );
  AOI21X1 _257_ (
    .A(_103_),
    .B(_105_),
    .C(_140_),
    .Y(_020_)
  );
  NAND2X1 _258_ (
    .A(shift[1]),
    .B(_102_),
    .Y(_106_)
  );
  AOI22X1 _259_ (
    .A(data[1]),
    .B(_061_),
    .C(_104_),
    .D(shift[2]),
    .Y(_107_)
  );
  AOI21X1 _260_ (
    .A(_106_),
    .B(_107_),
    .C(_140_),
    .Y(_021_)
  );
  NAND2X1 _261_ (
    .A(data[2]),
    .B(_061_),
    .Y(_108_)
  );
  AOI22X1 _262_ (
    .A(shift[2]),
    .B(_102_),
    .C(_104_),
    .D(shift[3]),
    .Y(_109_)
  );
  AOI21X1 _263_ (
    .A(_108_),
    .B(_109_),
    .C(_140_),
    .Y(_022_)
  );
  NAND2X1 _264_ (
    .A(shift[3]),
    .B(_102_),
    .Y(_110_)
  );
  AOI22X1 _265_ (
    .A(data[3]),
    .B(_061_),
    .C(_104_),
    .D(shift[4]),
    .Y(_111_)
  );
  AOI21X1 _266_ (
    .A(_110_),
    .B(_111_),
    .C(_140_),
    .Y(_023_)
  );
  NAND2X1 _267_ (
    .A(data[4]),
    .B(_061_),
    .Y(_112_)
  );
  AOI22X1 _268_ (
    .A(shift[4]),
    .B(_102_),
    .C(_104_),
    .D(shift[5]),
    .Y(_113_)
  );
  AOI21X1 _269_ (
    .A(_112_),
    .B(_113_),
    .C(_140_),
    .Y(_024_)
  );
  NAND2X1 _270_ (
    .A(shift[5]),
    .B(_102_),
    .Y(_114_)
  );
  AOI22X1 _271_ (
    .A(data[5]),
    .B(_061_),
    .C(_104_),
    .D(shift[6]),
    .Y(_115_)
  );
  AOI21X1 _272_ (
    .A(_114_),
    .B(_115_),
    .C(_140_),
    .Y(_025_)
  );
  NAND2X1 _273_ (
    .A(data[6]),
    .B(_061_),
    .Y(_116_)
  );
  AOI22X1 _274_ (
    .A(shift[6]),
    .B(_102_),
    .C(_104_),
    .D(shift[7]),
    .Y(_117_)
  );
  AOI21X1 _275_ (
    .A(_116_),
    .B(_117_),
    .C(_140_),
    .Y(_026_)
  );
  AOI22X1 _276_ (
    .A(data[7]),
    .B(_061_),
    .C(_102_),
    .D(shift[7]),
    .Y(_118_)
  );
  NOR2X1 _277_ (
    .A(_140_),
    .B(_118_),
    .Y(_027_)
  );
  AND2X1 _278_ (
    .A(index[0]),
    .B(_104_),
    .Y(_119_)
  );
  OAI21X1 _279_ (
    .A(index[0]),
    .B(_104_),
    .C(rst_n),
    .Y(_120_)
  );
  NOR2X1 _280_ (
    .A(_119_),
    .B(_120_),
    .Y(_028_)
  );
  AND2X1 _281_ (
    .A(index[1]),
    .B(_119_),
    .Y(_121_)
  );
  OAI21X1 _282_ (
    .A(index[1]),
    .B(_119_),
    .C(rst_n),
    .Y(_122_)
  );
  NOR2X1 _283_ (
    .A(_121_),
    .B(_122_),
    .Y(_029_)
  );
  OAI21X1 _284_ (
    .A(index[2]),
    .B(_121_),
    .C(rst_n),
    .Y(_123_)
  );
  AOI21X1 _285_ (
    .A(_062_),
    .B(_099_),
    .C(_123_),
    .Y(_030_)
  );
  NAND2X1 _286_ (
    .A(shift[0]),
    .B(_058_),
    .Y(_124_)
  );
  XOR2X1 _287_ (
    .A(parity),
    .B(_124_),
    .Y(_125_)
  );
  OAI21X1 _288_ (
    .A(odd),
    .B(_062_),
    .C(rst_n),
    .Y(_126_)
  );
  AOI21X1 _289_ (
    .A(_062_),
    .B(_125_),
    .C(_126_),
    .Y(_031_)
  );
  DFFPOSX1 _290_ (
    .CLK(clk),
    .D(_000_),
    .Q(wait_count[0])
  );
  DFFPOSX1 _291_ (
    .CLK(clk),
    .D(_001_),
    .Q(wait_count[1])
  );
  DFFPOSX1 _292_ (
    .CLK(clk),
    .D(_002_),
    .Q(wait_count[2])
  );
  DFFPOSX1 _293_ (
    .CLK(clk),
    .D(_003_),
    .Q(wait_count[3])
  );
  DFFPOSX1 _294_ (
    .CLK(clk),
    .D(_004_),
    .Q(wait_count[4])
  );
  DFFPOSX1 _295_ (
    .CLK(clk),
    .D(_005_),
    .Q(wait_count[5])
  );
  DFFPOSX1 _296_ (
    .CLK(clk),
    .D(_006_),
    .Q(state[2])
  );
  DFFPOSX1 _297_ (
    .CLK(clk),
    .D(_007_),
    .Q(ready)
  );
  DFFPOSX1 _298_ (
    .CLK(clk),
    .D(_008_),
    .Q(state[1])
  );
  DFFPOSX1 _299_ (
    .CLK(clk),
    .D(_009_),
    .Q(line)
  );
  DFFPOSX1 _300_ (
    .CLK(clk),
    .D(_010_),
    .Q(sent[0])
  );
  DFFPOSX1 _301_ (
    .CLK(clk),
    .D(_011_),
    .Q(sent[1])
  );
  DFFPOSX1 _302_ (
    .CLK(clk),
    .D(_012_),
    .Q(sent[2])
  );
  DFFPOSX1 _303_ (
    .CLK(clk),
    .D(_013_),
    .Q(sent[3])
  );
  DFFPOSX1 _304_ (
    .CLK(clk),
    .D(_014_),
    .Q(sent[4])
  );
  DFFPOSX1 _305_ (
    .CLK(clk),
    .D(_015_),
    .Q(sent[5])
  );
  DFFPOSX1 _306_ (
    .CLK(clk),
    .D(_016_),
    .Q(sent[6])
  );
  DFFPOSX1 _307_ (
    .CLK(clk),
    .D(_017_),
    .Q(sent[7])
  );
  DFFPOSX1 _308_ (
    .CLK(clk),
    .D(_018_),
    .Q(state[3])
  );
  DFFPOSX1 _309_ (
    .CLK(clk),
    .D(_019_),
    .Q(state[4])
  );
  DFFPOSX1 _310_ (
    .CLK(clk),
    .D(_020_),
    .Q(shift[0])
  );
  DFFPOSX1 _311_ (
    .CLK(clk),
    .D(_021_),
    .Q(shift[1])
  );
  DFFPOSX1 _312_ (
    .CLK(clk),
    .D(_022_),
    .Q(shift[2])
  );
  DFFPOSX1 _313_ (
    .CLK(clk),
    .D(_023_),
    .Q(shift[3])
  );
  DFFPOSX1 _314_ (
    .CLK(clk),
    .D(_024_),
    .Q(shift[4])
  );
  DFFPOSX1 _315_ (
    .CLK(clk),
    .D(_025_),
    .Q(shift[5])
  );
  DFFPOSX1 _316_ (
    .CLK(clk),
    .D(_026_),
    .Q(shift[6])
  );
  DFFPOSX1 _317_ (
    .CLK(clk),
    .D(_027_),
    .Q(shift[7])
  );
  DFFPOSX1 _318_ (
    .CLK(clk),
    .D(_028_),
    .Q(index[0])
  );
  DFFPOSX1 _319_ (
    .CLK(clk),
    .D(_029_),
    .Q(index[1])
  );
  DFFPOSX1 _320_ (
    .CLK(clk),
    .D(_030_),
    .Q(index[2])
  );
  DFFPOSX1 _321_ (
    .CLK(clk),
    .D(_031_),
    .Q(parity)
  );
  assign state[0] = ready;
endmodule
