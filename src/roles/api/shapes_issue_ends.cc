#include "roles/api/shapes_issue_ends.h"

#include "roles/api/shapes_people.h"

namespace picket::api {
namespace {

constexpr Member kTombstoneMembers[] = {{"id", kText},
                                        {"type", kText},
                                        {"title", kText},
                                        {"level", kText},
                                        {"culprit", kText},
                                        {"metadata", kAnyObject},
                                        {"actor", Shape(kUser).or_null()},
                                        {"lastSeen", kDate},
                                        {"timesSeen", kInteger},
                                        {"dateAdded", kDate}};

}  // namespace

const ObjectShape kTombstone{"Tombstone", kTombstoneMembers};

}  // namespace picket::api
