#include "roles/api/shapes_releases.h"

#include "roles/api/shapes_people.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kStatuses[] = {"open", "archived"};

constexpr Member kVersionMembers[] = {{"raw", kText},
                                      {"major", kInteger, optional},
                                      {"minor", kInteger, optional},
                                      {"patch", kInteger, optional},
                                      {"pre", kText.or_null(), optional},
                                      {"buildCode", kText.or_null(), optional},
                                      {"components", kInteger, optional}};
constexpr ObjectShape kVersion{"ReleaseVersion", kVersionMembers};
constexpr Member kInfoMembers[] = {{"package", kText.or_null()},
                                   {"version", kVersion},
                                   {"description", kText},
                                   {"buildHash", kText.or_null()}};
constexpr ObjectShape kInfo{"ReleaseVersionInfo", kInfoMembers};
constexpr Member kProjectMembers[] = {{"id", kInteger},
                                      {"slug", kText},
                                      {"name", kText},
                                      {"newGroups", kInteger},
                                      {"platform", kText.or_null()},
                                      {"platforms", kTexts},
                                      {"hasHealthData", kFlag}};
constexpr ObjectShape kProject{"ReleaseProject", kProjectMembers};

constexpr Member kReleaseMembers[] = {{"id", kInteger},
                                      {"version", kText},
                                      {"status", one_of(kStatuses)},
                                      {"shortVersion", kText},
                                      {"versionInfo", kInfo},
                                      {"ref", kText.or_null()},
                                      {"url", kText.or_null()},
                                      {"dateReleased", kDate.or_null()},
                                      {"dateCreated", kDate},
                                      {"dateStarted", kDate.or_null()},
                                      {"data", kAnyObject},
                                      {"newGroups", kInteger},
                                      {"owner", Shape(kUser).or_null()},
                                      {"commitCount", kInteger},
                                      {"lastCommit", kNull},
                                      {"deployCount", kInteger},
                                      {"lastDeploy", kNull},
                                      {"authors", kAnyList},
                                      {"projects", list_of(kProject)},
                                      {"firstEvent", kDate.or_null()},
                                      {"lastEvent", kDate.or_null()},
                                      {"currentProjectMeta", kAnyObject},
                                      {"userAgent", kText.or_null()}};
constexpr Member kShareMembers[] = {{"eventCount", kInteger, optional},
                                    {"eventShare", kNumber, optional}};
constexpr Member kRefMembers[] = {{"version", kText}};
constexpr Member kFirstLastMembers[] = {{"firstRelease", Shape(kReleaseRef).or_null()},
                                        {"lastRelease", Shape(kReleaseRef).or_null()}};

/// A number is a project's id.
constexpr Shape kProjectForms[] = {kText, kInteger};
constexpr Shape kProjectName = either_of(kProjectForms);
constexpr Shape kProjectNames = list_of(kProjectName);
constexpr Member kBodyMembers[] = {
    {"ref", kText.up_to(250), optional},     {"url", kText.up_to(2'000), optional},
    {"dateReleased", kText, optional},       {"dateStarted", kText, optional},
    {"status", one_of(kStatuses), optional}, {"owner", kText.up_to(320), optional},
    {"commits", kAnyList, optional},         {"refs", kAnyList, optional},
    {"headCommits", kAnyList, optional}};
constexpr ObjectShape kFields{"ReleaseFields", kBodyMembers};
constexpr Member kChangeMembers[] = {{"projects", kProjectNames, optional}};
constexpr Member kOfProjectMembers[] = {{"version", kText.up_to(200)}};
constexpr Member kNewMembers[] = {{"version", kText.up_to(200)}, {"projects", kProjectNames}};

}  // namespace

const ObjectShape kRelease{"Release", kReleaseMembers};
const ObjectShape kListedRelease{"ListedRelease", kShareMembers, &kRelease};
const ObjectShape kReleaseRef{
    .name = "ReleaseRef", .members = kRefMembers, .base = &kRelease, .partial = true};
const ObjectShape kFirstLastRelease{"FirstLastRelease", kFirstLastMembers};

const ObjectShape kReleaseBody{"ReleaseChange", kChangeMembers, &kFields};
const ObjectShape kProjectReleaseBody{"NewProjectRelease", kOfProjectMembers, &kFields};
const ObjectShape kNewReleaseBody{"NewRelease", kNewMembers, &kFields};

}  // namespace picket::api
