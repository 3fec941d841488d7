// A queue between two clocks with Gray-coded pointers: about two hundred cells, generate loops, asynchronous resets.
module synchronizer #(parameter WIDTH = 1) (input clk, input rst_n, input [WIDTH-1:0] from, output [WIDTH-1:0] to);
  genvar i;
  generate
    for (i = 0; i < WIDTH; i = i + 1) begin : bits
      reg first, second;
      always @(posedge clk or negedge rst_n)
        if (!rst_n) {second, first} <= 2'b00;
        else {second, first} <= {first, from[i]};
      assign to[i] = second;
    end
  endgenerate
endmodule

module fifo (input clk_a, input clk_b, input rst_n, input enable, input take, input [7:0] data, output full, output empty,
             output reg [7:0] head, output reg half);
  reg [7:0] store [0:3];
  reg [2:0] written, read;
  wire [2:0] written_gray = written ^ (written >> 1);
  wire [2:0] read_gray = read ^ (read >> 1);
  reg [2:0] written_sent, read_sent;
  wire [2:0] written_seen, read_seen;
  synchronizer #(.WIDTH(3)) to_b (.clk(clk_b), .rst_n(rst_n), .from(written_sent), .to(written_seen));
  synchronizer #(.WIDTH(3)) to_a (.clk(clk_a), .rst_n(rst_n), .from(read_sent), .to(read_seen));
  assign full = written_gray == {~read_seen[2:1], read_seen[0]};
  assign empty = read_gray == written_seen;
  always @(posedge clk_a or negedge rst_n)
    if (!rst_n) begin
      written <= 0;
      written_sent <= 0;
      half <= 0;
    end else begin
      half <= ~half;
      written_sent <= written_gray;
      if (enable & ~full) written <= written + 1;
    end
  always @(posedge clk_a) if (enable & ~full) store[written[1:0]] <= data;
  always @(posedge clk_b or negedge rst_n)
    if (!rst_n) begin
      read <= 0;
      read_sent <= 0;
      head <= 0;
    end else begin
      read_sent <= read_gray;
      if (take & ~empty) begin
        head <= store[read[1:0]];
        read <= read + 1;
      end
    end
endmodule
