/** Ghost text, from the key to the file. */
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

const COMMENT = `${TOOL}# Report the worst path\n`;
const CALL = "report_checks -path_delay max";

test("appears while typing, stays while it is typed along, and Tab accepts it @smoke", async ({ open, model, picture }) => {
  await model.says(`${CALL.slice(3)}\n`);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.typeFor("rep", CALL.slice(3));
  await picture("ghost-text");
  const asked = model.asked.length;
  for (let typed = 4; typed < 10; typed++) await editor.typeFor(CALL.charAt(typed - 1), CALL.slice(typed));
  expect(model.asked.length).toBe(asked);
  await editor.press("Tab");
  await editor.holds(`${COMMENT}${CALL}`);
});
