#include "domain/ownership/ownership.h"

#include <algorithm>
#include <string>
#include <utility>

namespace picket::domain::ownership {
namespace {

using filter::Glob;
using filter::GlobCase;

std::string with_slashes(std::string_view path) {
  std::string out(path);
  std::replace(out.begin(), out.end(), '\\', '/');
  return out;
}

bool is_path(const Rule& rule) noexcept {
  return rule.kind == RuleKind::path || rule.kind == RuleKind::module;
}

Glob compile(const Rule& rule) {
  const GlobCase letters = rule.kind == RuleKind::tag ? GlobCase::sensitive : GlobCase::ignored;
  auto glob = Glob::compile(is_path(rule) ? with_slashes(rule.pattern) : rule.pattern, letters);
  return glob ? *std::move(glob) : Glob();
}

}  // namespace

Ownership::Ownership(std::vector<Rule> rules) : rules_(std::move(rules)) {
  place_.reserve(rules_.size());
  for (const Rule& rule : rules_) {
    if (rule.kind == RuleKind::codeowners) {
      place_.push_back(paths_.size());
      paths_.emplace_back(rule.pattern);
    } else {
      place_.push_back(globs_.size());
      globs_.push_back(compile(rule));
    }
  }
}

bool Ownership::matches(std::size_t index, const EventFacts& event) const {
  const Rule& rule = rules_[index];
  if (rule.kind == RuleKind::codeowners) {
    const PathPattern& pattern = paths_[place_[index]];
    return std::any_of(event.paths().begin(), event.paths().end(), [&](const FramePath& path) {
      return path.in_app && pattern.matches(path.names);
    });
  }
  const Glob& glob = globs_[place_[index]];
  const auto meets = [&](const Subject& subject) {
    return !subject.text.empty() && glob.matches(subject.text, subject.folded);
  };
  switch (rule.kind) {
    case RuleKind::url:
      return meets(event.url());
    case RuleKind::path:
      return std::any_of(event.paths().begin(), event.paths().end(),
                         [&](const FramePath& path) { return meets(path.subject); });
    case RuleKind::module:
      return std::any_of(event.modules().begin(), event.modules().end(), meets);
    case RuleKind::tag: {
      const auto value = event.tag(rule.tag);
      return value && glob.matches(*value);
    }
    case RuleKind::codeowners:
      break;
  }
  return false;
}

std::vector<const Rule*> Ownership::matching(const EventFacts& event) const {
  std::vector<const Rule*> found;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (matches(i, event)) found.push_back(&rules_[i]);
  }
  return found;
}

std::vector<OwnerName> suggested(std::span<const Rule* const> matching) {
  std::vector<OwnerName> owners;
  for (auto rule = matching.rbegin(); rule != matching.rend(); ++rule) {
    if ((*rule)->owners.empty()) break;
    for (const OwnerName& owner : (*rule)->owners) {
      if (std::find(owners.begin(), owners.end(), owner) == owners.end()) owners.push_back(owner);
    }
  }
  return owners;
}

const Rule* deciding(std::span<const Rule* const> matching) noexcept {
  if (matching.empty() || matching.back()->owners.empty()) return nullptr;
  return matching.back();
}

}  // namespace picket::domain::ownership
