// Patterns of CODEOWNERS: those of .gitignore without negation and classes.
// Source: shared spec "issues", section 10.2; GitHub's documentation of CODEOWNERS.
//
// A slash at the beginning or within ties the pattern to the root of the repository; without one it
// matches at any depth. `*` and `?` stay within a name, `**` crosses directories. What matches a
// directory matches all that lies in it, except that a final `/*` means direct children only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace picket::domain::ownership {

/// The names of a path: between slashes of either kind, without empty ones and ".". Views.
std::vector<std::string_view> split_path(std::string_view path);

/// Immutable; any thread. Every text is a pattern; an empty one matches nothing.
class PathPattern {
 public:
  explicit PathPattern(std::string_view text);

  /// The names of a path, of which case counts. Time is bounded by the product of both lengths.
  bool matches(std::span<const std::string_view> path) const;

 private:
  std::vector<std::string> parts_;  ///< Names between slashes; "**" crosses.
  bool directory_only_ = false;     ///< Ends in a slash: what lies in it, not itself.
  bool children_only_ = false;      ///< Ends in "/*".
};

/// `*` and `?` within one name; bytes.
bool matches_name(std::string_view pattern, std::string_view name) noexcept;

}  // namespace picket::domain::ownership
