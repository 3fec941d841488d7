create_clock -name usb_clk -period 16.6
create_clock -name mem_clk -period 3
set_clock_groups -asynchronous -name async -group clk -group {usb_clk mem_clk}
