// Made by `make designs`.

module pulse(clk, rst_n, enable, period, width, out, wrap);
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
  input clk;
  wire clk;
  wire [5:0] count;
  input enable;
  wire enable;
  output out;
  wire out;
  input [5:0] period;
  wire [5:0] period;
  input rst_n;
  wire rst_n;
  wire [1:0] scale;
  input [5:0] width;
  wire [5:0] width;
  output wrap;
  wire wrap;
  INVX1 _056_ (
    .A(enable),
    .Y(_009_)
  );
  INVX1 _057_ (
    .A(period[1]),
    .Y(_010_)
  );
  INVX1 _058_ (
    .A(count[2]),
    .Y(_011_)
  );
  INVX1 _059_ (
    .A(count[3]),
    .Y(_012_)
  );
  INVX1 _060_ (
    .A(count[4]),
    .Y(_013_)
  );
  INVX1 _061_ (
    .A(count[5]),
    .Y(_014_)
  );
  INVX1 _062_ (
    .A(width[1]),
    .Y(_015_)
  );
  INVX1 _063_ (
    .A(width[0]),
    .Y(_016_)
  );
  NAND2X1 _064_ (
    .A(scale[0]),
    .B(scale[1]),
    .Y(_017_)
  );
  AOI22X1 _065_ (
    .A(period[4]),
    .B(_013_),
    .C(period[5]),
    .D(_014_),
    .Y(_018_)
  );
  XOR2X1 _066_ (
    .A(period[0]),
    .B(count[0]),
    .Y(_019_)
  );
  OAI22X1 _067_ (
    .A(_010_),
    .B(count[1]),
    .C(period[2]),
    .D(_011_),
    .Y(_020_)
  );
  OAI22X1 _068_ (
    .A(period[4]),
    .B(_013_),
    .C(period[5]),
    .D(_014_),
    .Y(_021_)
  );
  XNOR2X1 _069_ (
    .A(period[3]),
    .B(count[3]),
    .Y(_022_)
  );
  AND2X1 _070_ (
    .A(_018_),
    .B(_022_),
    .Y(_023_)
  );
  NOR3X1 _071_ (
    .A(_019_),
    .B(_020_),
    .C(_021_),
    .Y(_024_)
  );
  AOI22X1 _072_ (
    .A(_010_),
    .B(count[1]),
    .C(period[2]),
    .D(_011_),
    .Y(_025_)
  );
  NAND3X1 _073_ (
    .A(_023_),
    .B(_024_),
    .C(_025_),
    .Y(_026_)
  );
  NOR2X1 _074_ (
    .A(_017_),
    .B(_026_),
    .Y(wrap)
  );
  XOR2X1 _075_ (
    .A(scale[0]),
    .B(enable),
    .Y(_000_)
  );
  NOR2X1 _076_ (
    .A(_009_),
    .B(_017_),
    .Y(_027_)
  );
  NAND3X1 _077_ (
    .A(scale[0]),
    .B(enable),
    .C(scale[1]),
    .Y(_028_)
  );
  AOI21X1 _078_ (
    .A(scale[0]),
    .B(enable),
    .C(scale[1]),
    .Y(_029_)
  );
  NOR2X1 _079_ (
    .A(_027_),
    .B(_029_),
    .Y(_001_)
  );
  NAND2X1 _080_ (
    .A(_009_),
    .B(out),
    .Y(_030_)
  );
  OR2X1 _081_ (
    .A(_013_),
    .B(width[4]),
    .Y(_031_)
  );
  NAND2X1 _082_ (
    .A(count[1]),
    .B(_015_),
    .Y(_032_)
  );
  OAI22X1 _083_ (
    .A(count[1]),
    .B(_015_),
    .C(_016_),
    .D(count[0]),
    .Y(_033_)
  );
  AOI22X1 _084_ (
    .A(_011_),
    .B(width[2]),
    .C(_032_),
    .D(_033_),
    .Y(_034_)
  );
  OAI22X1 _085_ (
    .A(_012_),
    .B(width[3]),
    .C(width[2]),
    .D(_011_),
    .Y(_035_)
  );
  AOI22X1 _086_ (
    .A(_013_),
    .B(width[4]),
    .C(width[3]),
    .D(_012_),
    .Y(_036_)
  );
  OAI21X1 _087_ (
    .A(_034_),
    .B(_035_),
    .C(_036_),
    .Y(_037_)
  );
  AOI22X1 _088_ (
    .A(_014_),
    .B(width[5]),
    .C(_031_),
    .D(_037_),
    .Y(_038_)
  );
  OAI21X1 _089_ (
    .A(_014_),
    .B(width[5]),
    .C(enable),
    .Y(_039_)
  );
  OAI21X1 _090_ (
    .A(_038_),
    .B(_039_),
    .C(_030_),
    .Y(_002_)
  );
  NOR3X1 _091_ (
    .A(_009_),
    .B(_017_),
    .C(_026_),
    .Y(_040_)
  );
  AOI21X1 _092_ (
    .A(_026_),
    .B(_027_),
    .C(count[0]),
    .Y(_041_)
  );
  AOI21X1 _093_ (
    .A(count[0]),
    .B(_027_),
    .C(_041_),
    .Y(_003_)
  );
  AOI21X1 _094_ (
    .A(count[0]),
    .B(_027_),
    .C(count[1]),
    .Y(_042_)
  );
  NAND2X1 _095_ (
    .A(count[0]),
    .B(count[1]),
    .Y(_043_)
  );
  NOR2X1 _096_ (
    .A(_028_),
    .B(_043_),
    .Y(_044_)
  );
  OR2X1 _097_ (
    .A(_042_),
    .B(_044_),
    .Y(_045_)
  );
  NOR2X1 _098_ (
    .A(_040_),
    .B(_045_),
    .Y(_004_)
  );
  NAND2X1 _099_ (
    .A(count[2]),
    .B(_044_),
    .Y(_046_)
  );
  OAI22X1 _100_ (
    .A(_026_),
    .B(_028_),
    .C(_044_),
    .D(count[2]),
    .Y(_047_)
  );
  AOI21X1 _101_ (
    .A(count[2]),
    .B(_044_),
    .C(_047_),
    .Y(_005_)
  );
  NAND2X1 _102_ (
    .A(count[2]),
    .B(count[3]),
    .Y(_048_)
  );
  OR2X1 _103_ (
    .A(_043_),
    .B(_048_),
    .Y(_049_)
  );
  NOR2X1 _104_ (
    .A(_028_),
    .B(_049_),
    .Y(_050_)
  );
  NAND2X1 _105_ (
    .A(_012_),
    .B(_046_),
    .Y(_051_)
  );
  OAI21X1 _106_ (
    .A(_026_),
    .B(_028_),
    .C(_051_),
    .Y(_052_)
  );
  NOR2X1 _107_ (
    .A(_050_),
    .B(_052_),
    .Y(_006_)
  );
  AND2X1 _108_ (
    .A(count[4]),
    .B(_050_),
    .Y(_053_)
  );
  NOR2X1 _109_ (
    .A(count[4]),
    .B(_050_),
    .Y(_054_)
  );
  NOR3X1 _110_ (
    .A(_040_),
    .B(_053_),
    .C(_054_),
    .Y(_007_)
  );
  XNOR2X1 _111_ (
    .A(count[5]),
    .B(_053_),
    .Y(_055_)
  );
  NOR2X1 _112_ (
    .A(_040_),
    .B(_055_),
    .Y(_008_)
  );
  DFFSR _113_ (
    .CLK(clk),
    .D(_000_),
    .Q(scale[0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _114_ (
    .CLK(clk),
    .D(_001_),
    .Q(scale[1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _115_ (
    .CLK(clk),
    .D(_002_),
    .Q(out),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _116_ (
    .CLK(clk),
    .D(_003_),
    .Q(count[0]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _117_ (
    .CLK(clk),
    .D(_004_),
    .Q(count[1]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _118_ (
    .CLK(clk),
    .D(_005_),
    .Q(count[2]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _119_ (
    .CLK(clk),
    .D(_006_),
    .Q(count[3]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _120_ (
    .CLK(clk),
    .D(_007_),
    .Q(count[4]),
    .R(rst_n),
    .S(1'h1)
  );
  DFFSR _121_ (
    .CLK(clk),
    .D(_008_),
    .Q(count[5]),
    .R(rst_n),
    .S(1'h1)
  );
endmodule
