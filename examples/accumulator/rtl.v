// Saturating 8-bit accumulator with an input register and an output port of its own load.
module accumulator (
    input        clk,
    input        rst_n,
    input        valid,
    input  [7:0] data,
    output [7:0] sum,
    output       full
);
  reg [7:0] data_q, sum_q;
  reg       valid_q;
  wire [8:0] next = sum_q + data_q;
  always @(posedge clk)
    if (!rst_n) begin
      data_q  <= 0;
      valid_q <= 0;
      sum_q   <= 0;
    end else begin
      data_q  <= data;
      valid_q <= valid;
      if (valid_q) sum_q <= next[8] ? 8'hff : next[7:0];
    end
  assign sum  = sum_q;
  assign full = &sum_q;
endmodule
