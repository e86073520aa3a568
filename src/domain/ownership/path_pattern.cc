#include "domain/ownership/path_pattern.h"

#include <algorithm>
#include <cstddef>

namespace picket::domain::ownership {
std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find_first_of("/\\");
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != ".") parts.push_back(part);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return parts;
}

PathPattern::PathPattern(std::string_view text) {
  directory_only_ = text.size() > 1 && text.ends_with('/');
  const std::string_view within = text.substr(0, text.empty() ? 0 : text.size() - 1);
  const bool tied = within.find('/') != std::string_view::npos;
  for (const std::string_view part : split_path(text)) parts_.emplace_back(part);
  if (parts_.empty()) return;
  children_only_ = tied && !directory_only_ && parts_.back() == "*";
  // All that lies in a directory, or at all.
  while (!parts_.empty() && parts_.back() == "**") {
    parts_.pop_back();
    directory_only_ = true;
  }
  if (parts_.empty()) {
    parts_.emplace_back("*");
    directory_only_ = false;
  }
  if (!tied) parts_.insert(parts_.begin(), "**");
}

/// Which parts of the pattern may be done, after each name of the path: no backtracking.
bool PathPattern::matches(std::span<const std::string_view> path) const {
  if (parts_.empty()) return false;
  const std::size_t end = parts_.size();
  std::vector<char> here(end + 1, 0);
  std::vector<char> next(end + 1, 0);
  const auto skip_stars = [&](std::vector<char>& states) {
    for (std::size_t at = 0; at < end; ++at) {
      if (states[at] != 0 && parts_[at] == "**") states[at + 1] = 1;
    }
  };
  here[0] = 1;
  for (std::size_t i = 0; i < path.size(); ++i) {
    skip_stars(here);
    // All of the pattern is done and there is more of the path: it named a directory.
    if (here[end] != 0 && !children_only_) return true;
    std::fill(next.begin(), next.end(), 0);
    for (std::size_t at = 0; at < end; ++at) {
      if (here[at] == 0) continue;
      if (parts_[at] == "**") {
        next[at] = 1;
      } else if (matches_name(parts_[at], path[i])) {
        next[at + 1] = 1;
      }
    }
    std::swap(here, next);
  }
  return here[end] != 0 && !directory_only_;
}

bool matches_name(std::string_view pattern, std::string_view name) noexcept {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++after_star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace picket::domain::ownership
