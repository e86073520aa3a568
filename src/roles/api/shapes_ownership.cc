#include "roles/api/shapes_ownership.h"

#include "domain/ownership/rules.h"
#include "roles/api/shapes_issues.h"

namespace picket::api {
namespace {

using enum Presence;

constexpr std::string_view kOwnerTypes[] = {"team", "user"};
constexpr std::string_view kChoices[] = {
    "Auto Assign to Issue Owner", "Auto Assign to Suspect Commits", "Turn off Auto-Assignment"};
constexpr auto kMaxText = static_cast<std::int64_t>(domain::ownership::kMaxRulesText);

constexpr Member kMatcherMembers[] = {{"type", kText}, {"pattern", kText}};
constexpr ObjectShape kMatcher{"OwnershipMatcher", kMatcherMembers};
constexpr Member kOwnerMembers[] = {
    {"type", one_of(kOwnerTypes)}, {"name", kText}, {"id", kText, optional}};
constexpr ObjectShape kOwner{"RuleOwner", kOwnerMembers};
constexpr Member kRuleMembers[] = {{"matcher", kMatcher}, {"owners", list_of(kOwner)}};
constexpr ObjectShape kRule{"OwnershipRule", kRuleMembers};
constexpr Member kSchemaMembers[] = {{"$version", kInteger}, {"rules", list_of(kRule)}};
constexpr ObjectShape kSchema{"OwnershipSchema", kSchemaMembers};

constexpr Member kOwnershipMembers[] = {
    {"schema", Shape(kSchema).or_null()}, {"raw", kText.or_null()},         {"fallthrough", kFlag},
    {"dateCreated", kDate.or_null()},     {"lastUpdated", kDate.or_null()}, {"isActive", kFlag},
    {"autoAssignment", one_of(kChoices)}, {"codeownersAutoSync", kFlag}};
constexpr Member kOwnershipBodyMembers[] = {{"raw", kText.up_to(kMaxText), optional},
                                            {"fallthrough", kFlag, optional},
                                            {"autoAssignment", one_of(kChoices), optional},
                                            {"codeownersAutoSync", kFlag, optional}};

constexpr Member kErrorMembers[] = {{"missing_external_teams", kTexts},
                                    {"missing_external_users", kTexts},
                                    {"missing_user_emails", kTexts},
                                    {"teams_without_access", kTexts},
                                    {"users_without_access", kTexts}};
constexpr ObjectShape kErrors{"CodeownersErrors", kErrorMembers};
constexpr Member kCodeownersMembers[] = {{"id", kText},
                                         {"raw", kText},
                                         {"dateCreated", kDate},
                                         {"dateUpdated", kDate},
                                         {"codeMappingId", kNull},
                                         {"provider", kNull},
                                         {"ownershipSyntax", kText},
                                         {"schema", Shape(kSchema).or_null()},
                                         {"errors", kErrors}};
const Member kEventOwnersMembers[] = {
    {"owners", list_of(kActor)}, {"rule", kTexts.or_null()}, {"rules", list_of(kRule)}};
constexpr Member kCodeownersBodyMembers[] = {{"raw", kText.up_to(kMaxText)}};

}  // namespace

const ObjectShape kOwnership{"ProjectOwnership", kOwnershipMembers};
const ObjectShape kCodeowners{"ProjectCodeowners", kCodeownersMembers};
const ObjectShape kEventOwners{"EventOwners", kEventOwnersMembers};
const ObjectShape kOwnershipBody{"OwnershipChange", kOwnershipBodyMembers};
const ObjectShape kCodeownersBody{"CodeownersImport", kCodeownersBodyMembers};

}  // namespace picket::api
