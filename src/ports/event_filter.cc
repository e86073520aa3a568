#include "ports/event_filter.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "domain/search/regex_matcher.h"
#include "domain/search/value_matcher.h"

namespace picket::ports {
namespace {

namespace search = domain::search;

Error refusal(std::string why) {
  return {ErrorKind::invalid_argument, "bad_event_filter", std::move(why)};
}

/// Walks through conditions and counts what they may have only some of.
class ConditionCheck {
 public:
  Result<void> group(const search::EventGroup& group, std::size_t depth) {
    if (depth > EventFilter::kMaxDepth) return unexpected(refusal("groups too deep"));
    for (const search::EventExpression& part : group.parts) {
      const auto* const inner = std::get_if<search::EventGroup>(&part.node);
      auto checked = inner != nullptr ? this->group(*inner, depth + 1)
                                      : condition(std::get<search::EventCondition>(part.node));
      if (!checked) return checked;
    }
    return {};
  }

 private:
  Result<void> condition(const search::EventCondition& condition) {
    if (++conditions_ > EventFilter::kMaxConditions) {
      return unexpected(refusal("too many conditions"));
    }
    if (condition.field == search::EventField::project_slug ||
        condition.field == search::EventField::short_id) {
      return unexpected(refusal("a field that no event has"));
    }
    if (auto tested = std::visit([this](const auto& test) { return check(test); }, condition.test);
        !tested) {
      return tested;
    }
    if (texts_ > EventFilter::kMaxTexts) return unexpected(refusal("too many texts"));
    if (regexes_ > EventFilter::kMaxRegexes) return unexpected(refusal("too many regexes"));
    return {};
  }

  void count(const std::vector<search::TextPattern>& texts) {
    texts_ += texts.size();
    regexes_ += static_cast<std::size_t>(
        std::count_if(texts.begin(), texts.end(), [](const search::TextPattern& pattern) {
          return pattern.shape() == search::PatternShape::general;
        }));
  }

  Result<void> check(const search::TextTest& test) {
    count(test.any_of);
    return {};
  }
  Result<void> check(const search::ReleaseTest& test) {
    if (test.latest) return unexpected(refusal("the latest release is not known here"));
    count(test.any_of);
    return {};
  }
  Result<void> check(const search::RegexTest& test) {
    ++regexes_;
    if (search::RegexMatcher::compile(test.pattern)) return {};
    return unexpected(refusal("a regex that does not compile"));
  }
  Result<void> check(const search::NumberTest& test) {
    texts_ += test.any_of.size();
    for (const double number : test.any_of) {
      if (!std::isfinite(number)) return unexpected(refusal("a number that is not finite"));
    }
    return {};
  }
  Result<void> check(const search::NumberBound& test) {
    if (search::is_bound(test.op) && std::isfinite(test.bound)) return {};
    return unexpected(refusal("not a bound of a number"));
  }
  Result<void> check(const search::TimeBound& test) {
    if (search::is_bound(test.op) || test.op == search::Operator::equal) return {};
    return unexpected(refusal("not a bound of a time"));
  }
  Result<void> check(const search::TruthTest& /*test*/) { return {}; }
  Result<void> check(const search::PeopleTest& /*test*/) {
    return unexpected(refusal("people are no part of events"));
  }
  Result<void> check(const search::PresenceTest& /*test*/) { return {}; }

  std::size_t conditions_ = 0;
  std::size_t texts_ = 0;
  std::size_t regexes_ = 0;
};

}  // namespace

Result<void> check_conditions(const search::EventGroup& conditions) {
  return ConditionCheck().group(conditions, 1);
}

Result<void> check_filter(const EventFilter& filter) {
  const auto refuse = [](const char* what, std::size_t count) {
    return unexpected(refusal(std::to_string(count) + " " + what));
  };
  if (filter.issues.size() > EventFilter::kMaxValues) {
    return refuse("issues", filter.issues.size());
  }
  if (filter.environments.size() > EventFilter::kMaxValues) {
    return refuse("environments", filter.environments.size());
  }
  if (filter.tags.size() > EventFilter::kMaxTags) return refuse("tags", filter.tags.size());
  return check_conditions(filter.where);
}

}  // namespace picket::ports
