// A four-tap filter with programmable weights and a checksum: about a thousand cells, hierarchical, synchronous reset.
module multiplier (input [5:0] a, input [5:0] b, output [11:0] y);
  assign y = a * b;
endmodule

module checksum (input clk, input reset, input step, input [7:0] data, output reg [7:0] crc);
  integer i;
  reg [7:0] next;
  always @* begin
    next = crc ^ data;
    for (i = 0; i < 8; i = i + 1) next = next[7] ? ({next[6:0], 1'b0} ^ 8'h07) : {next[6:0], 1'b0};
  end
  always @(posedge clk)
    if (reset) crc <= 8'hff;
    else if (step) crc <= next;
endmodule

module filter (input clk, input rst_n, input enable, input load, input [1:0] which, input [5:0] sample, output reg [13:0] out,
               output reg valid, output [7:0] crc);
  reg [5:0] weight0, weight1, weight2, weight3;
  reg [5:0] tap0, tap1, tap2, tap3;
  wire [11:0] p0, p1, p2, p3;
  multiplier m0 (.a(tap0), .b(weight0), .y(p0));
  multiplier m1 (.a(tap1), .b(weight1), .y(p1));
  multiplier m2 (.a(tap2), .b(weight2), .y(p2));
  multiplier m3 (.a(tap3), .b(weight3), .y(p3));
  checksum check (.clk(clk), .reset(~rst_n), .step(valid), .data(out[7:0]), .crc(crc));
  always @(posedge clk)
    if (!rst_n) begin
      {weight0, weight1, weight2, weight3} <= 0;
      {tap0, tap1, tap2, tap3} <= 0;
      out <= 0;
      valid <= 0;
    end else begin
      valid <= enable;
      if (load)
        case (which)
          0: weight0 <= sample;
          1: weight1 <= sample;
          2: weight2 <= sample;
          3: weight3 <= sample;
        endcase
      else if (enable) begin
        tap0 <= sample;
        tap1 <= tap0;
        tap2 <= tap1;
        tap3 <= tap2;
        out <= {2'b0, p0} + p1 + p2 + p3;
      end
    end
endmodule
