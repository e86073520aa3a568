#include "domain/rule_glob/glob.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/unicode.h"
#include "domain/rule_glob/glob_parse.h"

namespace picket::domain::rule_glob {

std::string_view to_string(GlobError error) noexcept {
  switch (error) {
    case GlobError::dangling_escape:
      return "nothing follows the last backslash";
    case GlobError::unclosed_class:
      return "a square bracket that is not closed";
    case GlobError::bad_range:
      return "a range that ends before it begins";
    case GlobError::unbalanced_alternatives:
      return "unbalanced braces";
    case GlobError::too_complex:
      return "too long or too many alternatives";
  }
  return "invalid";
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), ascii::to_lower);
  return out;
}

void write_path(std::string_view path, std::string& to) {
  to.assign(1, '/');
  const bool is_ascii = std::none_of(path.begin(), path.end(),
                                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (is_ascii) {
    to += path;
    std::transform(to.begin(), to.end(), to.begin(), ascii::to_lower);
  } else {
    unicode::append_lower(path, to);
  }
  std::replace(to.begin(), to.end(), '\\', '/');
}

Result<Glob, GlobError> Glob::compile(std::string_view pattern, GlobOptions options) {
  if (pattern.size() > kMaxGlobBytes) return unexpected(GlobError::too_complex);
  std::string text(pattern);
  if (options.path) std::replace(text.begin(), text.end(), '\\', '/');
  const auto flat = expand_alternatives(text);
  if (!flat) return unexpected(flat.error());
  Glob glob;
  for (const std::string& alternative : *flat) {
    auto branch = parse_branch(alternative, options);
    if (!branch) return unexpected(branch.error());
    glob.branches_.push_back(*std::move(branch));
  }
  return glob;
}

bool Glob::matches(std::string_view text) const {
  return std::any_of(branches_.begin(), branches_.end(),
                     [&](const Branch& branch) { return branch.matches(text); });
}

bool Glob::matches_path(std::string_view path) const {
  const std::string_view written = path.substr(1);
  return matches(written) || (!written.starts_with('/') && matches(path));
}

std::string_view Glob::prefix() const noexcept {
  return branches_.size() == 1 ? std::string_view(branches_[0].prefix) : std::string_view();
}

std::string_view Glob::required() const noexcept {
  return branches_.size() == 1 ? std::string_view(branches_[0].required) : std::string_view();
}

}  // namespace picket::domain::rule_glob
