// One command as data. A new one is a row in verbs_of_*.cc: help, documentation, completion of
// names and the request follow from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace picket::app {

/// How it is typed.
enum class Takes : std::uint8_t {
  word,    ///< By its place, needed.
  option,  ///< After its name, at most once.
  list,    ///< After its name, any number of times.
  number,  ///< An option that is a whole number.
  flag,    ///< By its name alone.
};

/// What it becomes in the request.
enum class Becomes : std::uint8_t {
  org,      ///< {org} of the path.
  team,     ///< {org} and {team}, as TEAM or ORG/TEAM.
  project,  ///< {org} and {project}, the same way.
  member,   ///< {member}: an address or the id of a user, in the organization.
  user,     ///< {user}: an address or id.
  owner,    ///< The user in whose name the request is made.
  key,      ///< {key} of the project: a public key or the name of one.
  token,    ///< {token}.
  field,    ///< A field of the body, called `as`.
  query,    ///< A parameter of the query, called `as`.
  limit,    ///< Rows of a list, at most.
  display,  ///< Nothing: it says how the answer is shown.
};

struct Parameter {
  std::string_view name;  ///< "ORG", or "--org" where it is an option or flag.
  std::string_view key;   ///< Its argument on the admin socket.
  std::string_view help;
  Becomes becomes = Becomes::field;
  std::string_view as{};  ///< For a field or a parameter of the query.
  Takes takes = Takes::word;
  std::string_view type{};  ///< Placeholder of an option's value.
  bool needed = false;      ///< Of an option; words always are, unless `optional`.
  bool optional = false;    ///< Of the last word.
};

/// A fact of the answer.
struct Column {
  std::string_view title;
  std::string_view path;    ///< "dsn.public".
  std::string_view when{};  ///< The argument that asks for it; empty: always.
};

struct Verb {
  std::string_view name;  ///< "org.member.add": the words, and POST /admin/org.member.add.
  std::string_view summary;
  std::span<const Parameter> parameters{};
  std::string_view route;    ///< Of roles/api.
  std::string_view fixed{};  ///< Fields that every request has, a JSON object.
  bool changes = true;       ///< False: it only looks.
  bool needs_field = false;  ///< At least one of the optional fields.
  bool asks_password = false;
  /// Asked before it is done, {argument} filled in; empty: it can be undone.
  std::string_view question{};
  std::span<const Column> columns{};
  /// Printed before the columns, {path} filled in from the answer and the names that were meant.
  std::string_view done{};
  std::string_view none{};  ///< For an empty list.
};

/// What `picket WORDS --help` says about the commands below it.
struct Group {
  std::string_view name;  ///< "org.member"
  std::string_view summary;
};

/// In the order of the documentation.
const std::vector<Verb>& verbs();
std::span<const Group> verb_groups() noexcept;
/// Null when there is none.
const Verb* find_verb(std::string_view name);

/// "org member add ORG USER"
std::string usage(const Verb& verb);
/// docs/commands.md.
std::string commands_page();

// Parts of verbs().
std::span<const Verb> verbs_of_people() noexcept;
std::span<const Verb> verbs_of_structure() noexcept;

}  // namespace picket::app
