import { expect } from "chai";
import { scheduleProblem } from "../../../../../components/jenkins/backup/schedule";

describe("the schedule of backups", () => {
  for (const right of ["0 2 * * *", "*/15 0-6,22 1,15 * MON-fri", "59 23 31 12 7", "0\t4  * jan,Jul *", " 0 2 * * * "])
    it(`may be ${JSON.stringify(right)}`, () => {
      expect(scheduleProblem(right)).to.equal(undefined);
    });

  for (const [wrong, says] of [
    ["0 25 * * *", /"25" is no hour/],
    ["60 2 * * *", /"60" is no minute/],
    ["0 2 0 * *", /"0" is no day of the month/],
    ["0 2 * 13 *", /"13" is no month/],
    ["0 2 * * funday", /"funday" is no day of the week/],
    ["*/0 2 * * *", /"\*\/0" is no minute/],
    ["1-2-3 2 * * *", /"1-2-3" is no minute/],
    ["0 2 * *", /is not the five fields of a crontab/],
    ["@daily", /is not the five fields of a crontab/],
    ["0 2 * * * root", /is not the five fields/],
    ["0 2 * * *\n* * * * * reboot", /is not the five fields/],
    ["0 2 *\n* *", /is not the five fields/],
  ] as [string, RegExp][])
    it(`is not ${JSON.stringify(wrong)}`, () => {
      expect(scheduleProblem(wrong)).to.match(says);
    });
});
