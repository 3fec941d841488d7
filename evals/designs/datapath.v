// A small datapath: a register file as a memory, an arithmetic unit with a carry chain, a shifter and flags: about five hundred cells.
module unit (input [2:0] operation, input [7:0] a, input [7:0] b, output reg [7:0] y, output reg carry);
  always @* begin
    carry = 1'b0;
    case (operation)
      3'd0: {carry, y} = a + b;
      3'd1: {carry, y} = a - b;
      3'd2: y = a & b;
      3'd3: y = a | b;
      3'd4: y = a ^ b;
      3'd5: y = a << b[2:0];
      3'd6: y = a >> b[2:0];
      default: y = b;
    endcase
  end
endmodule

module datapath (input clk, input rst_n, input enable, input [2:0] operation, input [1:0] from, input [1:0] other, input [1:0] into,
                 input immediate, input hold, input [7:0] value, output [7:0] result, output reg zero, output reg carry, output busy);
  localparam [1:0] FETCH = 2'd0, WORK = 2'd1, STORE = 2'd2;
  reg [1:0] phase;
  reg [7:0] file [0:3];
  assign busy = phase == WORK | phase == STORE;
  reg [7:0] left, right, latched;
  wire [7:0] y;
  wire c;
  unit alu (.operation(operation), .a(left), .b(right), .y(y), .carry(c));
  assign result = latched;
  always @(posedge clk) if (phase == STORE) file[into] <= latched;
  always @(posedge clk or negedge rst_n)
    if (!rst_n) begin
      phase <= FETCH;
      {left, right, latched} <= 24'd0;
      {zero, carry} <= 2'b00;
    end else
      case (phase)
        FETCH: if (enable) begin
          left <= file[from];
          right <= immediate ? value : file[other];
          phase <= WORK;
        end
        WORK: begin
          latched <= y;
          carry <= c;
          zero <= y == 8'd0;
          phase <= STORE;
        end
        STORE: if (!hold) phase <= FETCH;
      endcase
endmodule
