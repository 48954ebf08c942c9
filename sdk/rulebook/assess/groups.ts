import type { Issue } from "../../errors/index.js";
import { repeats } from "../checks/repeats.js";
import type { Activity } from "./activity.js";

/** Parties that stand in two groups of one attribution: those of both would count as one, and nobody says so. */
export function inTwoGroups({ attributions }: Activity): readonly Issue[] {
  if (attributions === undefined) return [];
  return Object.entries(attributions).flatMap(([name, groups]) => {
    const places = groups.flatMap((members, index) =>
      members.map((member, place) => ({ member, path: `attributions["${name}"][${index}][${place}]` })),
    );
    return repeats(places.map(({ member }) => member)).map((index) => ({
      path: places[index]?.path ?? name,
      message: "stands in another group: write those who count as one in one group",
      value: places[index]?.member,
    }));
  });
}
