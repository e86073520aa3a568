#include "event_store/search.h"

#include <iterator>

#include "event_store/rows.h"
#include "texts.h"

namespace picket::contract {
namespace {

using namespace domain::search;

/// A part of what random_row writes, with stars where there may be some.
TextPattern random_pattern(SeededRandom& random) {
  if (random.below(8) == 0) {
    return TextPattern::exactly(kHostileTexts[random.below(kHostileTexts.size())]);
  }
  const char* const written[] = {
      "type1",    "app@1.3", "env1",      "error",  "",          "id:1",        "value2",
      "0",        "yes",     "*",         "ENV*",   "*2",        "*E1*",        "Title*",
      "*: 1*3*",  "TYPE*1",  "*a*b*c*d*", "app*.*", "*_under_*", "*\\back*",    "*100% *",
      "*ó*Ć*",    "*🦊",   "/path/1*",  "x*x",    "*\n*",      R"(*\*plain)", "browser3",
      "*shop*4*", "1",       "Id:*",      "*.1*"};
  return TextPattern(written[random.below(std::size(written))]);
}

double random_number(SeededRandom& random) {
  const double numbers[] = {0, 1, 2, 3, -1, 1.5, 7, 1e300};
  return numbers[random.below(std::size(numbers))];
}

Operator random_bound(SeededRandom& random) {
  const Operator bounds[] = {Operator::less, Operator::less_equal, Operator::greater,
                             Operator::greater_equal};
  return bounds[random.below(std::size(bounds))];
}

Test random_test(SeededRandom& random) {
  switch (random.below(10)) {
    case 0: {
      const char* const patterns[] = {
          "^a.*[0-9]$", "1",    "(?i)TITLE: [1-3]", "^$", ".", "e.*r.*1", ".*",
          "a|b|",       "^.*$", "\\bnumber\\b"};
      return RegexTest{patterns[random.below(std::size(patterns))]};
    }
    case 1:
      return NumberTest{{random_number(random), random_number(random)}};
    case 2:
      return NumberBound{random_bound(random), random_number(random)};
    case 3:
      return TimeBound{random.below(5) == 0 ? Operator::equal : random_bound(random),
                       kNoon + std::chrono::minutes(random.below(600))};
    case 4:
      return TruthTest{random.below(2) == 0};
    case 5:
      return PresenceTest();
    case 6:
      return ReleaseTest{false, {random_pattern(random)}};
    default: {
      TextTest test;
      for (std::uint64_t i = random.below(4); i > 0; --i) {
        test.any_of.push_back(random_pattern(random));
      }
      return test;
    }
  }
}

EventCondition random_condition(SeededRandom& random) {
  EventCondition condition;
  do {
    condition.field =
        static_cast<EventField>(random.below(static_cast<std::uint64_t>(EventField::tag) + 4));
    if (condition.field > EventField::tag) condition.field = EventField::tag;
  } while (condition.field == EventField::project_slug || condition.field == EventField::short_id);
  if (condition.field == EventField::tag) condition.tag = random_tag_key(random);
  condition.test = random_test(random);
  condition.negated = random.below(3) == 0;
  return condition;
}

EventGroup random_group(SeededRandom& random, int depth) {
  EventGroup group{random.below(2) == 0, {}};
  for (std::uint64_t i = random.below(4); i > 0; --i) {
    if (depth > 0 && random.below(3) == 0) {
      group.parts.push_back({random_group(random, depth - 1)});
    } else {
      group.parts.push_back({random_condition(random)});
    }
  }
  return group;
}

}  // namespace

EventGroup random_conditions(SeededRandom& random) {
  return random_group(random, 2);
}

}  // namespace picket::contract
