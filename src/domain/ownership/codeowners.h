// CODEOWNERS files of repositories, as ownership rules.
// Source: shared spec "issues", section 10.2; the notation is that of GitHub and GitLab.
#pragma once

#include <string_view>
#include <vector>

#include "domain/ownership/rules.h"
#include "domain/ownership/settings.h"

namespace picket::domain::ownership {

struct CodeownersReading {
  std::vector<Rule> rules;
  /// Names that are no team and no address, such as `@ann`: who imports the file says whom they
  /// mean. Sorted, each once; without "@".
  std::vector<std::string> unknown_people;
};

/// `@org/team` and `@org/group/team` are the team by that last name. Sections of GitLab
/// (`[Section] @owners`) give owners to the lines below that have none. What people write wrong in
/// such a file is theirs to mend elsewhere: lines that cannot be read are left out. At most
/// kMaxRules rules; the text is at most kMaxRulesText bytes, the caller sees to it.
CodeownersReading read_codeowners(std::string_view text);

/// All rules of a project, in the order in which they override: those of CODEOWNERS first. Rules
/// that cannot be read any more, after an upgrade, are none.
std::vector<Rule> rules_of(const OwnershipSettings& settings);

}  // namespace picket::domain::ownership
