// A request/acknowledge bridge between two clocks: about two hundred cells, two state machines, synchronous resets.
module bridge (input clk_a, input clk_b, input rst_n, input enable, input take, input [7:0] data, output busy, output reg strobe,
               output reg [7:0] result, output reg half);
  localparam [1:0] IDLE = 2'd0, WAITING = 2'd1, DONE = 2'd2;
  reg [1:0] sender, receiver;
  reg [7:0] held, total;
  reg request, request_1, request_2, acknowledge, acknowledge_1, acknowledge_2;
  assign busy = sender != IDLE;

  always @(posedge clk_a)
    if (!rst_n) begin
      sender <= IDLE;
      request <= 1'b0;
      {acknowledge_1, acknowledge_2} <= 2'b00;
      held <= 8'd0;
      half <= 1'b0;
    end else begin
      half <= ~half;
      {acknowledge_2, acknowledge_1} <= {acknowledge_1, acknowledge};
      case (sender)
        IDLE: if (enable) begin
          held <= data;
          request <= 1'b1;
          sender <= WAITING;
        end
        WAITING: if (acknowledge_2) begin
          request <= 1'b0;
          sender <= DONE;
        end
        default: if (!acknowledge_2) sender <= IDLE;
      endcase
    end

  always @(posedge clk_b)
    if (!rst_n) begin
      receiver <= IDLE;
      acknowledge <= 1'b0;
      {request_1, request_2} <= 2'b00;
      strobe <= 1'b0;
      result <= 8'd0;
      total <= 8'd0;
    end else begin
      {request_2, request_1} <= {request_1, request};
      strobe <= 1'b0;
      case (receiver)
        IDLE: if (request_2 & take) begin
          total <= total + {held[6:0], held[7]} + (held ^ 8'h5a);
          receiver <= WAITING;
        end
        WAITING: begin
          result <= total;
          strobe <= 1'b1;
          acknowledge <= 1'b1;
          receiver <= DONE;
        end
        default: if (!request_2) begin
          acknowledge <= 1'b0;
          receiver <= IDLE;
        end
      endcase
    end
endmodule
