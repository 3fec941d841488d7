// Made by `make designs`.

module bus(clk, rst_n, enable, valid, words, wide, word, lines, chosen);
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
  output [1:0] chosen;
  wire [1:0] chosen;
  input clk;
  wire clk;
  wire \data.first.turn ;
  input enable;
  wire enable;
  output [3:0] lines;
  wire [3:0] lines;
  input rst_n;
  wire rst_n;
  input [3:0] valid;
  wire [3:0] valid;
  input [7:0] wide;
  wire [7:0] wide;
  output [3:0] word;
  wire [3:0] word;
  input [15:0] words;
  wire [15:0] words;
  INVX1 _090_ (
    .A(chosen[1]),
    .Y(_046_)
  );
  INVX1 _091_ (
    .A(chosen[0]),
    .Y(_047_)
  );
  INVX1 _092_ (
    .A(\data.first.turn ),
    .Y(_048_)
  );
  INVX1 _093_ (
    .A(enable),
    .Y(_049_)
  );
  INVX1 _094_ (
    .A(valid[0]),
    .Y(_050_)
  );
  INVX1 _095_ (
    .A(valid[2]),
    .Y(_051_)
  );
  AND2X1 _096_ (
    .A(valid[3]),
    .B(valid[2]),
    .Y(_052_)
  );
  NAND2X1 _097_ (
    .A(valid[3]),
    .B(valid[2]),
    .Y(_053_)
  );
  NAND2X1 _098_ (
    .A(valid[1]),
    .B(valid[0]),
    .Y(_054_)
  );
  NOR2X1 _099_ (
    .A(_053_),
    .B(_054_),
    .Y(_055_)
  );
  NOR2X1 _100_ (
    .A(valid[3]),
    .B(valid[2]),
    .Y(_056_)
  );
  NOR2X1 _101_ (
    .A(valid[1]),
    .B(valid[0]),
    .Y(_057_)
  );
  OR2X1 _102_ (
    .A(valid[1]),
    .B(valid[0]),
    .Y(_058_)
  );
  NAND2X1 _103_ (
    .A(_056_),
    .B(_057_),
    .Y(_059_)
  );
  OAI21X1 _104_ (
    .A(_053_),
    .B(_054_),
    .C(_059_),
    .Y(_060_)
  );
  OR2X1 _105_ (
    .A(chosen[0]),
    .B(_060_),
    .Y(_061_)
  );
  NOR2X1 _106_ (
    .A(chosen[1]),
    .B(_061_),
    .Y(lines[0])
  );
  OR2X1 _107_ (
    .A(_047_),
    .B(_060_),
    .Y(_062_)
  );
  NOR2X1 _108_ (
    .A(chosen[1]),
    .B(_062_),
    .Y(lines[1])
  );
  NOR2X1 _109_ (
    .A(_046_),
    .B(_061_),
    .Y(lines[2])
  );
  NOR2X1 _110_ (
    .A(_046_),
    .B(_062_),
    .Y(lines[3])
  );
  OAI21X1 _111_ (
    .A(\data.first.turn ),
    .B(enable),
    .C(rst_n),
    .Y(_063_)
  );
  AOI21X1 _112_ (
    .A(\data.first.turn ),
    .B(enable),
    .C(_063_),
    .Y(_000_)
  );
  AOI21X1 _113_ (
    .A(_056_),
    .B(_057_),
    .C(_049_),
    .Y(_064_)
  );
  NAND2X1 _114_ (
    .A(enable),
    .B(_059_),
    .Y(_065_)
  );
  OAI21X1 _115_ (
    .A(valid[3]),
    .B(valid[2]),
    .C(\data.first.turn ),
    .Y(_066_)
  );
  AND2X1 _116_ (
    .A(_058_),
    .B(_066_),
    .Y(_067_)
  );
  OAI21X1 _117_ (
    .A(_048_),
    .B(_056_),
    .C(_058_),
    .Y(_068_)
  );
  AND2X1 _118_ (
    .A(\data.first.turn ),
    .B(valid[1]),
    .Y(_069_)
  );
  NAND2X1 _119_ (
    .A(\data.first.turn ),
    .B(valid[1]),
    .Y(_070_)
  );
  NAND3X1 _120_ (
    .A(valid[0]),
    .B(words[0]),
    .C(_070_),
    .Y(_071_)
  );
  OAI21X1 _121_ (
    .A(_050_),
    .B(_069_),
    .C(words[4]),
    .Y(_072_)
  );
  NAND3X1 _122_ (
    .A(_067_),
    .B(_071_),
    .C(_072_),
    .Y(_073_)
  );
  AND2X1 _123_ (
    .A(\data.first.turn ),
    .B(valid[3]),
    .Y(_074_)
  );
  NAND2X1 _124_ (
    .A(\data.first.turn ),
    .B(valid[3]),
    .Y(_075_)
  );
  NAND3X1 _125_ (
    .A(valid[2]),
    .B(words[8]),
    .C(_075_),
    .Y(_076_)
  );
  OAI21X1 _126_ (
    .A(_051_),
    .B(_074_),
    .C(words[12]),
    .Y(_077_)
  );
  NAND3X1 _127_ (
    .A(_068_),
    .B(_076_),
    .C(_077_),
    .Y(_078_)
  );
  AOI21X1 _128_ (
    .A(_073_),
    .B(_078_),
    .C(_065_),
    .Y(_079_)
  );
  OAI21X1 _129_ (
    .A(word[0]),
    .B(_064_),
    .C(rst_n),
    .Y(_080_)
  );
  NOR2X1 _130_ (
    .A(_079_),
    .B(_080_),
    .Y(_001_)
  );
  NAND3X1 _131_ (
    .A(valid[0]),
    .B(words[1]),
    .C(_070_),
    .Y(_081_)
  );
  OAI21X1 _132_ (
    .A(_050_),
    .B(_069_),
    .C(words[5]),
    .Y(_082_)
  );
  NAND3X1 _133_ (
    .A(_067_),
    .B(_081_),
    .C(_082_),
    .Y(_083_)
  );
  NAND3X1 _134_ (
    .A(valid[2]),
    .B(words[9]),
    .C(_075_),
    .Y(_084_)
  );
  OAI21X1 _135_ (
    .A(_051_),
    .B(_074_),
    .C(words[13]),
    .Y(_085_)
  );
  NAND3X1 _136_ (
    .A(_068_),
    .B(_084_),
    .C(_085_),
    .Y(_086_)
  );
  AOI21X1 _137_ (
    .A(_083_),
    .B(_086_),
    .C(_065_),
    .Y(_087_)
  );
  OAI21X1 _138_ (
    .A(word[1]),
    .B(_064_),
    .C(rst_n),
    .Y(_088_)
  );
  NOR2X1 _139_ (
    .A(_087_),
    .B(_088_),
    .Y(_002_)
  );
  OAI21X1 _140_ (
    .A(_050_),
    .B(_069_),
    .C(words[6]),
    .Y(_089_)
  );
  NAND3X1 _141_ (
    .A(valid[0]),
    .B(words[2]),
    .C(_070_),
    .Y(_007_)
  );
  NAND3X1 _142_ (
    .A(_067_),
    .B(_089_),
    .C(_007_),
    .Y(_008_)
  );
  NAND3X1 _143_ (
    .A(valid[2]),
    .B(words[10]),
    .C(_075_),
    .Y(_009_)
  );
  OAI21X1 _144_ (
    .A(_051_),
    .B(_074_),
    .C(words[14]),
    .Y(_010_)
  );
  NAND3X1 _145_ (
    .A(_068_),
    .B(_009_),
    .C(_010_),
    .Y(_011_)
  );
  AOI21X1 _146_ (
    .A(_008_),
    .B(_011_),
    .C(_065_),
    .Y(_012_)
  );
  OAI21X1 _147_ (
    .A(word[2]),
    .B(_064_),
    .C(rst_n),
    .Y(_013_)
  );
  NOR2X1 _148_ (
    .A(_012_),
    .B(_013_),
    .Y(_003_)
  );
  OAI21X1 _149_ (
    .A(_050_),
    .B(_069_),
    .C(words[7]),
    .Y(_014_)
  );
  NAND3X1 _150_ (
    .A(valid[0]),
    .B(words[3]),
    .C(_070_),
    .Y(_015_)
  );
  NAND3X1 _151_ (
    .A(_067_),
    .B(_014_),
    .C(_015_),
    .Y(_016_)
  );
  NAND3X1 _152_ (
    .A(valid[2]),
    .B(words[11]),
    .C(_075_),
    .Y(_017_)
  );
  OAI21X1 _153_ (
    .A(_051_),
    .B(_074_),
    .C(words[15]),
    .Y(_018_)
  );
  NAND3X1 _154_ (
    .A(_068_),
    .B(_017_),
    .C(_018_),
    .Y(_019_)
  );
  AOI21X1 _155_ (
    .A(_016_),
    .B(_019_),
    .C(_065_),
    .Y(_020_)
  );
  OAI21X1 _156_ (
    .A(word[3]),
    .B(_064_),
    .C(rst_n),
    .Y(_021_)
  );
  NOR2X1 _157_ (
    .A(_020_),
    .B(_021_),
    .Y(_004_)
  );
  NOR2X1 _158_ (
    .A(_049_),
    .B(_055_),
    .Y(_022_)
  );
  OAI21X1 _159_ (
    .A(_053_),
    .B(_054_),
    .C(enable),
    .Y(_023_)
  );
  AOI22X1 _160_ (
    .A(valid[1]),
    .B(valid[0]),
    .C(_053_),
    .D(_048_),
    .Y(_024_)
  );
  OAI21X1 _161_ (
    .A(\data.first.turn ),
    .B(_052_),
    .C(_054_),
    .Y(_025_)
  );
  NOR2X1 _162_ (
    .A(\data.first.turn ),
    .B(valid[1]),
    .Y(_026_)
  );
  OR2X1 _163_ (
    .A(\data.first.turn ),
    .B(valid[1]),
    .Y(_027_)
  );
  NAND3X1 _164_ (
    .A(_050_),
    .B(wide[0]),
    .C(_027_),
    .Y(_028_)
  );
  OAI21X1 _165_ (
    .A(valid[0]),
    .B(_026_),
    .C(wide[2]),
    .Y(_029_)
  );
  NAND3X1 _166_ (
    .A(_024_),
    .B(_028_),
    .C(_029_),
    .Y(_030_)
  );
  NOR2X1 _167_ (
    .A(\data.first.turn ),
    .B(valid[3]),
    .Y(_031_)
  );
  OR2X1 _168_ (
    .A(\data.first.turn ),
    .B(valid[3]),
    .Y(_032_)
  );
  NAND3X1 _169_ (
    .A(_051_),
    .B(wide[4]),
    .C(_032_),
    .Y(_033_)
  );
  OAI21X1 _170_ (
    .A(valid[2]),
    .B(_031_),
    .C(wide[6]),
    .Y(_034_)
  );
  NAND3X1 _171_ (
    .A(_025_),
    .B(_033_),
    .C(_034_),
    .Y(_035_)
  );
  AOI21X1 _172_ (
    .A(_030_),
    .B(_035_),
    .C(_023_),
    .Y(_036_)
  );
  OAI21X1 _173_ (
    .A(chosen[0]),
    .B(_022_),
    .C(rst_n),
    .Y(_037_)
  );
  NOR2X1 _174_ (
    .A(_036_),
    .B(_037_),
    .Y(_005_)
  );
  OAI21X1 _175_ (
    .A(valid[0]),
    .B(_026_),
    .C(wide[3]),
    .Y(_038_)
  );
  NAND3X1 _176_ (
    .A(_050_),
    .B(wide[1]),
    .C(_027_),
    .Y(_039_)
  );
  NAND3X1 _177_ (
    .A(_024_),
    .B(_038_),
    .C(_039_),
    .Y(_040_)
  );
  NAND3X1 _178_ (
    .A(_051_),
    .B(wide[5]),
    .C(_032_),
    .Y(_041_)
  );
  OAI21X1 _179_ (
    .A(valid[2]),
    .B(_031_),
    .C(wide[7]),
    .Y(_042_)
  );
  NAND3X1 _180_ (
    .A(_025_),
    .B(_041_),
    .C(_042_),
    .Y(_043_)
  );
  AOI21X1 _181_ (
    .A(_040_),
    .B(_043_),
    .C(_023_),
    .Y(_044_)
  );
  OAI21X1 _182_ (
    .A(chosen[1]),
    .B(_022_),
    .C(rst_n),
    .Y(_045_)
  );
  NOR2X1 _183_ (
    .A(_044_),
    .B(_045_),
    .Y(_006_)
  );
  DFFPOSX1 _184_ (
    .CLK(clk),
    .D(_000_),
    .Q(\data.first.turn )
  );
  DFFPOSX1 _185_ (
    .CLK(clk),
    .D(_001_),
    .Q(word[0])
  );
  DFFPOSX1 _186_ (
    .CLK(clk),
    .D(_002_),
    .Q(word[1])
  );
  DFFPOSX1 _187_ (
    .CLK(clk),
    .D(_003_),
    .Q(word[2])
  );
  DFFPOSX1 _188_ (
    .CLK(clk),
    .D(_004_),
    .Q(word[3])
  );
  DFFPOSX1 _189_ (
    .CLK(clk),
    .D(_005_),
    .Q(chosen[0])
  );
  DFFPOSX1 _190_ (
    .CLK(clk),
    .D(_006_),
    .Q(chosen[1])
  );
endmodule
