// Made by `make designs`.

module through(clk, rst_n, enable, data, bypass, copy, also, echo, kept);
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  output also;
  wire also;
  input bypass;
  wire bypass;
  input clk;
  wire clk;
  output [3:0] copy;
  wire [3:0] copy;
  input [3:0] data;
  wire [3:0] data;
  output echo;
  wire echo;
  input enable;
  wire enable;
  output [3:0] kept;
  wire [3:0] kept;
  input rst_n;
  wire rst_n;
  AND2X1 _12_ (
    .A(enable),
    .B(data[0]),
    .Y(_04_)
  );
  OAI21X1 _13_ (
    .A(kept[0]),
    .B(_04_),
    .C(rst_n),
    .Y(_05_)
  );
  AOI21X1 _14_ (
    .A(kept[0]),
    .B(_04_),
    .C(_05_),
    .Y(_00_)
  );
  AND2X1 _15_ (
    .A(enable),
    .B(data[1]),
    .Y(_06_)
  );
  OAI21X1 _16_ (
    .A(kept[1]),
    .B(_06_),
    .C(rst_n),
    .Y(_07_)
  );
  AOI21X1 _17_ (
    .A(kept[1]),
    .B(_06_),
    .C(_07_),
    .Y(_01_)
  );
  AND2X1 _18_ (
    .A(enable),
    .B(data[2]),
    .Y(_08_)
  );
  OAI21X1 _19_ (
    .A(kept[2]),
    .B(_08_),
    .C(rst_n),
    .Y(_09_)
  );
  AOI21X1 _20_ (
    .A(kept[2]),
    .B(_08_),
    .C(_09_),
    .Y(_02_)
  );
  AND2X1 _21_ (
    .A(enable),
    .B(data[3]),
    .Y(_10_)
  );
  OAI21X1 _22_ (
    .A(kept[3]),
    .B(_10_),
    .C(rst_n),
    .Y(_11_)
  );
  AOI21X1 _23_ (
    .A(kept[3]),
    .B(_10_),
    .C(_11_),
    .Y(_03_)
  );
  DFFPOSX1 _24_ (
    .CLK(clk),
    .D(_00_),
    .Q(kept[0])
  );
  DFFPOSX1 _25_ (
    .CLK(clk),
    .D(_01_),
    .Q(kept[1])
  );
  DFFPOSX1 _26_ (
    .CLK(clk),
    .D(_02_),
    .Q(kept[2])
  );
  DFFPOSX1 _27_ (
    .CLK(clk),
    .D(_03_),
    .Q(kept[3])
  );
  assign also = bypass;
  assign copy = data;
  assign echo = bypass;
endmodule
