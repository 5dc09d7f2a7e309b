/** Has chai tell the whole value that was found wrong: what a command said is what one wants to read of a test that failed elsewhere. */
import { config } from "chai";

config.truncateThreshold = 0;
