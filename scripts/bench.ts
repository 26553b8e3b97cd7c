import { measureAll } from "../test/bench/measureAll.ts";
