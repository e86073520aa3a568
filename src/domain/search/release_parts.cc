#include "domain/search/release_parts.h"

#include <algorithm>
#include <compare>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/ascii.h"
#include "domain/release/version.h"
#include "domain/search/print.h"
#include "domain/search/value_matcher.h"

namespace picket::domain::search {
namespace {

constexpr std::string_view kVersion = "release.version";
constexpr std::string_view kBuild = "release.build";
constexpr std::string_view kPackage = "release.package";

bool compares(std::weak_ordering order, Operator op) noexcept {
  switch (op) {
    case Operator::less:
      return order < 0;
    case Operator::less_equal:
      return order <= 0;
    case Operator::greater:
      return order > 0;
    case Operator::greater_equal:
      return order >= 0;
    case Operator::equal:
    case Operator::not_equal:
    case Operator::in:
    case Operator::not_in:
      return order == 0;
  }
  return false;
}

bool any_matches(const std::vector<TextPattern>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [text](const TextPattern& pattern) { return pattern.matches(text); });
}

/// A version without a package is looked for in each package.
std::string in_package(std::string_view package, std::string_view version) {
  return fmt::format("{}@{}", package, version);
}

}  // namespace

bool asks_for_release_part(const Filter& filter) noexcept {
  const std::string& name = filter.key.name;
  return filter.key.scope == KeyScope::field && !filter.key.any_element &&
         (name == kVersion || name == kBuild || name == kPackage);
}

Result<ReleasePartTest, SearchError> ReleasePartTest::of(const Filter& filter) {
  ReleasePartTest test;
  test.at_ = filter.at;
  if (filter.key.name == kBuild) test.part_ = Part::build;
  if (filter.key.name == kPackage) test.part_ = Part::package;
  test.negated_ = is_negative(filter.op);
  if (is_bound(filter.op)) test.op_ = filter.op;
  const bool presence = !is_bound(filter.op) && filter.values.front() == Value(TextPattern());
  if (presence && filter.values.size() == 1) {
    // Empty is missing: the question is whether there is one.
    test.any_value_ = true;
    test.negated_ = !test.negated_;
    return test;
  }
  for (const Value& value : filter.values) {
    const auto* const pattern = std::get_if<TextPattern>(&value);
    if (pattern == nullptr || (is_bound(filter.op) && !pattern->is_exact())) {
      return unexpected(SearchError{
          fmt::format("Invalid value for '{}': compare it with a text", to_text(filter.key)),
          filter.at});
    }
    if (test.part_ != Part::version || !pattern->is_exact()) {
      test.patterns_.push_back(*pattern);
      continue;
    }
    Bound bound{std::string(pattern->text()), pattern->text().find('@') != std::string_view::npos};
    const std::string whole = bound.has_package ? bound.text : in_package("p", bound.text);
    if (!release::parse_version(whole)) {
      return unexpected(SearchError{
          fmt::format("'{}' is not a version such as 1.2.3. For other releases use 'release:'",
                      quoted_in_error(bound.text)),
          filter.at});
    }
    test.versions_.push_back(std::move(bound));
  }
  return test;
}

bool ReleasePartTest::version_passes(std::string_view package, std::string_view release) const {
  const auto parsed = release::parse_version(release);
  if (any_matches(patterns_, ascii::split_once(parsed->version.raw, '+').head)) return true;
  return std::any_of(versions_.begin(), versions_.end(), [&](const Bound& bound) {
    const std::string whole = bound.has_package ? bound.text : in_package(package, bound.text);
    const auto wanted = release::parse_version(whole);
    if (!wanted) return false;
    const auto order = release::compare(*parsed, *wanted);
    return order && compares(*order, op_);
  });
}

/// Numbers compare as such; what is none is neither above nor below anything.
bool ReleasePartTest::build_passes(std::string_view build) const {
  if (!is_bound(op_)) return any_matches(patterns_, build);
  const auto number = ascii::parse_uint<std::uint64_t>(build);
  const auto bound = ascii::parse_uint<std::uint64_t>(patterns_.front().text());
  return number && bound && compares(*number <=> *bound, op_);
}

bool ReleasePartTest::passes(std::string_view release) const {
  const auto parsed = release::parse_version(release);
  if (!parsed) return false;
  switch (part_) {
    case Part::version:
      return any_value_ || version_passes(parsed->package, release);
    case Part::build:
      return any_value_ ? !parsed->version.build.empty() : build_passes(parsed->version.build);
    case Part::package:
      return any_value_ || any_matches(patterns_, parsed->package);
  }
  return false;
}

Expression ReleasePartTest::on_releases(const std::vector<std::string>& passing) const {
  if (passing.empty()) return {Group{!negated_, {}}};
  Filter filter;
  filter.key.name = "release";
  filter.op = negated_ ? Operator::not_in : Operator::in;
  filter.at = at_;
  for (const std::string& release : passing) {
    filter.values.emplace_back(TextPattern::exactly(release));
  }
  return {std::move(filter)};
}

}  // namespace picket::domain::search
