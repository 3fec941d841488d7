// A timer with a prescaler and a pulse-width output: about a hundred cells, one clock, asynchronous reset.
module pulse (input clk, input rst_n, input enable, input [5:0] period, input [5:0] width, output reg out, output wrap);
  reg [5:0] count;
  reg [1:0] scale;
  wire tick = &scale;
  assign wrap = tick & (count == period);
  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      count <= 0;
      scale <= 0;
      out <= 0;
    end else if (enable) begin
      scale <= scale + 1;
      if (tick) count <= (count == period) ? 0 : count + 1;
      out <= count < width;
    end
endmodule
