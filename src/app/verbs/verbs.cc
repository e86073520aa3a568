#include <algorithm>
#include <array>

#include "app/verbs/verb.h"

namespace picket::app {
namespace {

constexpr std::array kGroups = {
    Group{"user", "People who can sign in"},
    Group{"user.sessions", "Where somebody is signed in"},
    Group{"org", "Organizations"},
    Group{"org.member", "Who is in an organization"},
    Group{"team", "Teams"},
    Group{"team.member", "Who is in a team"},
    Group{"team.project", "Which projects a team has"},
    Group{"project", "Projects"},
    Group{"key", "Keys that SDKs send events with"},
    Group{"token", "API tokens of a user"},
    Group{"token.org", "API tokens of an organization"},
};

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> kAll = [] {
    std::vector<Verb> all;
    for (const auto part : {verbs_of_people(), verbs_of_structure()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kAll;
}

std::span<const Group> verb_groups() noexcept {
  return kGroups;
}

const Verb* find_verb(std::string_view name) {
  const auto& all = verbs();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Verb& verb) { return verb.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace picket::app
