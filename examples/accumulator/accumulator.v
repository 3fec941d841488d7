// Netlist of rtl.v in the cells of the osu018 library, made by yosys: synth -flatten, dfflibmap, abc.
module accumulator(clk, rst_n, valid, data, sum, full);
  input clk;
  input [7:0] data;
  wire [7:0] data;
  wire [7:0] data_q;
  output full;
  input rst_n;
  output [7:0] sum;
  wire [7:0] sum;
  wire u0;
  wire u1;
  wire u10;
  wire u11;
  wire u12;
  wire u13;
  wire u14;
  wire u15;
  wire u16;
  wire u17;
  wire u18;
  wire u19;
  wire u2;
  wire u20;
  wire u21;
  wire u22;
  wire u23;
  wire u24;
  wire u25;
  wire u26;
  wire u27;
  wire u28;
  wire u29;
  wire u3;
  wire u30;
  wire u31;
  wire u32;
  wire u33;
  wire u34;
  wire u35;
  wire u36;
  wire u37;
  wire u38;
  wire u39;
  wire u4;
  wire u40;
  wire u41;
  wire u42;
  wire u43;
  wire u44;
  wire u45;
  wire u46;
  wire u47;
  wire u48;
  wire u49;
  wire u5;
  wire u50;
  wire u51;
  wire u52;
  wire u53;
  wire u54;
  wire u55;
  wire u56;
  wire u57;
  wire u58;
  wire u59;
  wire u6;
  wire u60;
  wire u61;
  wire u62;
  wire u63;
  wire u64;
  wire u65;
  wire u7;
  wire u8;
  wire u9;
  input valid;
  wire valid_q;
  OAI21X1 u100 (
    .A(u20),
    .B(u50),
    .C(valid_q),
    .Y(u52)
  );
  AOI21X1 u101 (
    .A(sum[7]),
    .B(u51),
    .C(u52),
    .Y(u53)
  );
  OAI21X1 u102 (
    .A(valid_q),
    .B(sum[0]),
    .C(rst_n),
    .Y(u54)
  );
  AOI21X1 u103 (
    .A(u28),
    .B(u53),
    .C(u54),
    .Y(u1)
  );
  XNOR2X1 u104 (
    .A(u27),
    .B(u43),
    .Y(u55)
  );
  OAI21X1 u105 (
    .A(valid_q),
    .B(sum[1]),
    .C(rst_n),
    .Y(u56)
  );
  AOI21X1 u106 (
    .A(u53),
    .B(u55),
    .C(u56),
    .Y(u2)
  );
  XNOR2X1 u107 (
    .A(u41),
    .B(u44),
    .Y(u57)
  );
  OAI21X1 u108 (
    .A(valid_q),
    .B(sum[2]),
    .C(rst_n),
    .Y(u58)
  );
  AOI21X1 u109 (
    .A(u53),
    .B(u57),
    .C(u58),
    .Y(u3)
  );
  OR2X1 u110 (
    .A(u37),
    .B(u38),
    .Y(u59)
  );
  XNOR2X1 u111 (
    .A(u45),
    .B(u59),
    .Y(u60)
  );
  OAI21X1 u112 (
    .A(valid_q),
    .B(sum[3]),
    .C(rst_n),
    .Y(u61)
  );
  AOI21X1 u113 (
    .A(u53),
    .B(u60),
    .C(u61),
    .Y(u4)
  );
  XNOR2X1 u114 (
    .A(u35),
    .B(u46),
    .Y(u62)
  );
  OAI21X1 u115 (
    .A(valid_q),
    .B(sum[4]),
    .C(rst_n),
    .Y(u63)
  );
  AOI21X1 u116 (
    .A(u53),
    .B(u62),
    .C(u63),
    .Y(u5)
  );
  XNOR2X1 u117 (
    .A(u47),
    .B(u48),
    .Y(u64)
  );
  OAI21X1 u118 (
    .A(valid_q),
    .B(sum[5]),
    .C(rst_n),
    .Y(u65)
  );
  AOI21X1 u119 (
    .A(u53),
    .B(u64),
    .C(u65),
    .Y(u6)
  );
  XNOR2X1 u120 (
    .A(u31),
    .B(u49),
    .Y(u17)
  );
  OAI21X1 u121 (
    .A(valid_q),
    .B(sum[6]),
    .C(rst_n),
    .Y(u18)
  );
  AOI21X1 u122 (
    .A(u53),
    .B(u17),
    .C(u18),
    .Y(u7)
  );
  AOI21X1 u123 (
    .A(valid_q),
    .B(u51),
    .C(sum[7]),
    .Y(u19)
  );
  NOR2X1 u124 (
    .A(u21),
    .B(u19),
    .Y(u8)
  );
  AND2X1 u125 (
    .A(rst_n),
    .B(data[0]),
    .Y(u9)
  );
  AND2X1 u126 (
    .A(rst_n),
    .B(data[1]),
    .Y(u10)
  );
  AND2X1 u127 (
    .A(rst_n),
    .B(data[2]),
    .Y(u11)
  );
  AND2X1 u128 (
    .A(rst_n),
    .B(data[3]),
    .Y(u12)
  );
  AND2X1 u129 (
    .A(rst_n),
    .B(data[4]),
    .Y(u13)
  );
  AND2X1 u130 (
    .A(rst_n),
    .B(data[5]),
    .Y(u14)
  );
  AND2X1 u131 (
    .A(rst_n),
    .B(data[6]),
    .Y(u15)
  );
  AND2X1 u132 (
    .A(rst_n),
    .B(data[7]),
    .Y(u16)
  );
  DFFPOSX1 u133 (
    .CLK(clk),
    .D(u0),
    .Q(valid_q)
  );
  DFFPOSX1 u134 (
    .CLK(clk),
    .D(u1),
    .Q(sum[0])
  );
  DFFPOSX1 u135 (
    .CLK(clk),
    .D(u2),
    .Q(sum[1])
  );
  DFFPOSX1 u136 (
    .CLK(clk),
    .D(u3),
    .Q(sum[2])
  );
  DFFPOSX1 u137 (
    .CLK(clk),
    .D(u4),
    .Q(sum[3])
  );
  DFFPOSX1 u138 (
    .CLK(clk),
    .D(u5),
    .Q(sum[4])
  );
  DFFPOSX1 u139 (
    .CLK(clk),
    .D(u6),
    .Q(sum[5])
  );
  DFFPOSX1 u140 (
    .CLK(clk),
    .D(u7),
    .Q(sum[6])
  );
  DFFPOSX1 u141 (
    .CLK(clk),
    .D(u8),
    .Q(sum[7])
  );
  DFFPOSX1 u142 (
    .CLK(clk),
    .D(u9),
    .Q(data_q[0])
  );
  DFFPOSX1 u143 (
    .CLK(clk),
    .D(u10),
    .Q(data_q[1])
  );
  DFFPOSX1 u144 (
    .CLK(clk),
    .D(u11),
    .Q(data_q[2])
  );
  DFFPOSX1 u145 (
    .CLK(clk),
    .D(u12),
    .Q(data_q[3])
  );
  DFFPOSX1 u146 (
    .CLK(clk),
    .D(u13),
    .Q(data_q[4])
  );
  DFFPOSX1 u147 (
    .CLK(clk),
    .D(u14),
    .Q(data_q[5])
  );
  DFFPOSX1 u148 (
    .CLK(clk),
    .D(u15),
    .Q(data_q[6])
  );
  DFFPOSX1 u149 (
    .CLK(clk),
    .D(u16),
    .Q(data_q[7])
  );
  INVX1 u66 (
    .A(data_q[7]),
    .Y(u20)
  );
  INVX1 u67 (
    .A(rst_n),
    .Y(u21)
  );
  NAND2X1 u68 (
    .A(sum[3]),
    .B(sum[2]),
    .Y(u22)
  );
  NAND2X1 u69 (
    .A(sum[1]),
    .B(sum[0]),
    .Y(u23)
  );
  NOR2X1 u70 (
    .A(u22),
    .B(u23),
    .Y(u24)
  );
  NAND2X1 u71 (
    .A(sum[6]),
    .B(sum[5]),
    .Y(u25)
  );
  NAND3X1 u72 (
    .A(sum[7]),
    .B(sum[4]),
    .C(u24),
    .Y(u26)
  );
  NOR2X1 u73 (
    .A(u25),
    .B(u26),
    .Y(full)
  );
  AND2X1 u74 (
    .A(valid),
    .B(rst_n),
    .Y(u0)
  );
  NAND2X1 u75 (
    .A(sum[0]),
    .B(data_q[0]),
    .Y(u27)
  );
  XNOR2X1 u76 (
    .A(sum[0]),
    .B(data_q[0]),
    .Y(u28)
  );
  AND2X1 u77 (
    .A(sum[6]),
    .B(data_q[6]),
    .Y(u29)
  );
  NOR2X1 u78 (
    .A(sum[6]),
    .B(data_q[6]),
    .Y(u30)
  );
  NOR2X1 u79 (
    .A(u29),
    .B(u30),
    .Y(u31)
  );
  NAND2X1 u80 (
    .A(sum[5]),
    .B(data_q[5]),
    .Y(u32)
  );
  AND2X1 u81 (
    .A(sum[4]),
    .B(data_q[4]),
    .Y(u33)
  );
  NOR2X1 u82 (
    .A(sum[4]),
    .B(data_q[4]),
    .Y(u34)
  );
  NOR2X1 u83 (
    .A(u33),
    .B(u34),
    .Y(u35)
  );
  NAND2X1 u84 (
    .A(sum[3]),
    .B(data_q[3]),
    .Y(u36)
  );
  INVX1 u85 (
    .A(u36),
    .Y(u37)
  );
  NOR2X1 u86 (
    .A(sum[3]),
    .B(data_q[3]),
    .Y(u38)
  );
  AND2X1 u87 (
    .A(sum[2]),
    .B(data_q[2]),
    .Y(u39)
  );
  NOR2X1 u88 (
    .A(sum[2]),
    .B(data_q[2]),
    .Y(u40)
  );
  NOR2X1 u89 (
    .A(u39),
    .B(u40),
    .Y(u41)
  );
  NAND2X1 u90 (
    .A(sum[1]),
    .B(data_q[1]),
    .Y(u42)
  );
  XNOR2X1 u91 (
    .A(sum[1]),
    .B(data_q[1]),
    .Y(u43)
  );
  OAI21X1 u92 (
    .A(u27),
    .B(u43),
    .C(u42),
    .Y(u44)
  );
  AOI21X1 u93 (
    .A(u41),
    .B(u44),
    .C(u39),
    .Y(u45)
  );
  AOI21X1 u94 (
    .A(u36),
    .B(u45),
    .C(u38),
    .Y(u46)
  );
  AOI21X1 u95 (
    .A(u35),
    .B(u46),
    .C(u33),
    .Y(u47)
  );
  XNOR2X1 u96 (
    .A(sum[5]),
    .B(data_q[5]),
    .Y(u48)
  );
  OAI21X1 u97 (
    .A(u47),
    .B(u48),
    .C(u32),
    .Y(u49)
  );
  AOI21X1 u98 (
    .A(u31),
    .B(u49),
    .C(u29),
    .Y(u50)
  );
  NAND2X1 u99 (
    .A(u20),
    .B(u50),
    .Y(u51)
  );
endmodule
