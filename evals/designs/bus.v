// A tree of parameterized arbiters with a decoder: about a hundred cells, four levels of hierarchy.
module pick #(parameter W = 4) (input a_valid, input b_valid, input [W-1:0] a, input [W-1:0] b, input turn, output valid, output [W-1:0] y);
  assign valid = a_valid | b_valid;
  assign y = (a_valid & (~b_valid | ~turn)) ? a : b;
endmodule

module pair #(parameter W = 4) (input [3:0] valid, input [4*W-1:0] words, input turn, output any, output [W-1:0] y);
  wire left, right;
  wire [W-1:0] low, high;
  pick #(.W(W)) first (.a_valid(valid[0]), .b_valid(valid[1]), .a(words[0 +: W]), .b(words[W +: W]), .turn(turn), .valid(left), .y(low));
  pick #(.W(W)) second (.a_valid(valid[2]), .b_valid(valid[3]), .a(words[2*W +: W]), .b(words[3*W +: W]), .turn(turn), .valid(right), .y(high));
  pick #(.W(W)) last (.a_valid(left), .b_valid(right), .a(low), .b(high), .turn(turn), .valid(any), .y(y));
endmodule

module decoder (input [1:0] code, input on, output reg [3:0] lines);
  always @* begin
    lines = 4'b0000;
    if (on) lines[code] = 1'b1;
  end
endmodule

module bus (input clk, input rst_n, input enable, input [3:0] valid, input [15:0] words, input [7:0] wide, output reg [3:0] word,
            output [3:0] lines, output reg [1:0] chosen);
  wire any, some;
  wire [3:0] y;
  wire [1:0] z;
  reg turn;
  pair #(.W(4)) data (.valid(valid), .words(words), .turn(turn), .any(any), .y(y));
  pair #(.W(2)) side (.valid(~valid), .words(wide), .turn(~turn), .any(some), .y(z));
  decoder decode (.code(chosen), .on(any & some), .lines(lines));
  always @(posedge clk)
    if (!rst_n) begin
      turn <= 1'b0;
      word <= 4'd0;
      chosen <= 2'd0;
    end else if (enable) begin
      turn <= ~turn;
      if (any) word <= y;
      if (some) chosen <= z;
    end
endmodule
