// Globs of stack-trace rules and fingerprint rules. Source: shared spec "grouping", section 13.3.
//
// `?` one byte, `*` any run of bytes, `[abc]`, `[a-z]`, `[!a]` or `[^a]`; `{a,b}` one of several,
// which may nest; `\x` the byte x. The whole text has to match. In paths `?` and `*` stop at "/",
// and a backslash is a slash. `**` as a whole directory: `**/` at the start is any directories or
// none, `/**/` likewise between two, `/**` at the end is all that is below. Elsewhere it is `*`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/rule_glob/glob_program.h"

namespace picket::domain::rule_glob {

struct GlobOptions {
  bool path = false;         ///< Directories matter, and `\` is `/`. Ignores case.
  bool ignore_case = false;  ///< Of ASCII letters.
  bool newlines = false;     ///< `?` and `*` take line feeds too.
};

enum class GlobError : std::uint8_t {
  dangling_escape,
  unclosed_class,
  bad_range,
  unbalanced_alternatives,
  too_complex,
};

/// For whoever wrote the pattern: a lower-case phrase without a full stop.
std::string_view to_string(GlobError error) noexcept;

/// Longer patterns are too complex: it bounds the work for each byte of a text.
inline constexpr std::size_t kMaxGlobBytes = 1024;
/// Alternatives multiply: `{a,b}{c,d}` is four.
inline constexpr std::size_t kMaxGlobBranches = 64;

/// As texts have to be before Glob sees them: ASCII letters in lower case.
std::string lowered(std::string_view text);
/// All letters in lower case, `\` as `/`, and "/" in front: what matches_path() takes. Paths come
/// so often that this writes to a buffer which the caller keeps.
void write_path(std::string_view path, std::string& to);

/// Immutable; any thread. Time is linear in the text for a given pattern, without recursion.
class Glob {
 public:
  static Result<Glob, GlobError> compile(std::string_view pattern, GlobOptions options);

  /// `text` is lowered() when case is ignored.
  bool matches(std::string_view text) const;
  /// `path` by write_path(), of which the slash in front counts as written or not, either way.
  bool matches_path(std::string_view path) const;

  /// What every text that matches begins with and, somewhere, contains. May be empty.
  std::string_view prefix() const noexcept;
  std::string_view required() const noexcept;

 private:
  std::vector<Branch> branches_;
};

}  // namespace picket::domain::rule_glob
