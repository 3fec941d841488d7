// A systolic array that multiplies matrices: sixty-four cells of the array, flattened about twenty thousand gates, one clock.
module element #(parameter W = 8) (input clk, input rst_n, input enable, input clear, input [W-1:0] west, input [W-1:0] north,
                                   output reg [W-1:0] east, output reg [W-1:0] south, output reg [2*W+1:0] sum);
  always @(posedge clk)
    if (!rst_n) begin
      east <= 0;
      south <= 0;
      sum <= 0;
    end else if (enable) begin
      east <= west;
      south <= north;
      sum <= clear ? 0 : sum + west * north;
    end
endmodule

module grid #(parameter N = 8, parameter W = 6) (input clk, input rst_n, input enable, input clear, input [N*W-1:0] rows,
                                                input [N*W-1:0] columns, input [5:0] which, output reg [2*W+1:0] value);
  wire [W-1:0] across [0:N*(N+1)-1];
  wire [W-1:0] down [0:N*(N+1)-1];
  wire [2*W+1:0] sums [0:N*N-1];
  genvar i, j;
  generate
    for (i = 0; i < N; i = i + 1) begin : edges
      assign across[i*(N+1)] = rows[i*W +: W];
      assign down[i*(N+1)] = columns[i*W +: W];
    end
    for (i = 0; i < N; i = i + 1) begin : lines
      for (j = 0; j < N; j = j + 1) begin : places
        element #(.W(W)) here (.clk(clk), .rst_n(rst_n), .enable(enable), .clear(clear), .west(across[i*(N+1)+j]), .north(down[j*(N+1)+i]),
                               .east(across[i*(N+1)+j+1]), .south(down[j*(N+1)+i+1]), .sum(sums[i*N+j]));
      end
    end
  endgenerate
  always @(posedge clk) if (enable) value <= sums[which];
endmodule
