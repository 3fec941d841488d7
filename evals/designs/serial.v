// A serial transmitter with parity and a state machine: about two hundred cells, synchronous reset, one-hot states.
module serial (input clk, input rst_n, input enable, input [7:0] data, input odd, input [5:0] divider, output reg line, output ready,
               output reg [7:0] sent);
  localparam IDLE = 0, START = 1, BITS = 2, PARITY = 3, STOP = 4;
  reg [4:0] state;
  reg [7:0] shift;
  reg [2:0] index;
  reg [5:0] wait_count;
  reg parity;
  wire tick = wait_count == divider;
  assign ready = state[IDLE];
  always @(posedge clk)
    if (!rst_n) begin
      state <= 5'b1;
      line <= 1;
      sent <= 0;
      wait_count <= 0;
      index <= 0;
      shift <= 0;
      parity <= 0;
    end else begin
      wait_count <= tick | ready ? 0 : wait_count + 1;
      if (state[IDLE] & enable) begin
        state <= 5'b1 << START;
        shift <= data;
        parity <= odd;
        line <= 0;
      end else if (tick)
        case (1'b1)
          state[START], state[BITS]: begin
            line <= shift[0];
            parity <= parity ^ shift[0];
            shift <= {1'b0, shift[7:1]};
            index <= index + 1;
            state <= &index ? 5'b1 << PARITY : 5'b1 << BITS;
          end
          state[PARITY]: begin
            line <= parity;
            state <= 5'b1 << STOP;
          end
          state[STOP]: begin
            line <= 1;
            sent <= sent + 1;
            state <= 5'b1;
          end
          default: ;
        endcase
    end
endmodule
