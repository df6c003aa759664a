import { mezzanineLoss } from "../quality/mezzanine-loss.ts";
import { serveTasks } from "./task-processes.ts";

/** Judges what mezzanines cost, a picture at a time. */
serveTasks(mezzanineLoss);
