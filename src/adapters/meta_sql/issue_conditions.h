// What a search asks of issues, as SQL: domain::search::IssueCondition over `issues i` and
// `issue_facts f`. Texts are parameters; numbers need no quoting.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/search/condition.h"

namespace picket::adapters::meta {

/// Of one query: as many as a search has filters, and their texts, numbers and people.
inline constexpr std::size_t kMaxConditions = 200;
inline constexpr std::size_t kMaxConditionTexts = 2'000;

/// The texts of a statement that is composed; see composed_statement.h.
class TextParameters {
 public:
  /// Its name in the statement.
  std::string add(std::string text) {
    values_.push_back(std::move(text));
    return ":t" + std::to_string(values_.size());
  }
  std::vector<std::string> values() && { return std::move(values_); }

 private:
  std::vector<std::string> values_;
};

/// invalid_argument / "bad_issue_condition" for what ports::IssueQuery::where must not have, and
/// "too_many_conditions", "too_many_texts" or "search_text_too_long" past a limit.
Result<void> check_conditions(std::span<const domain::search::IssueCondition> conditions);

/// True or not for each row, never NULL. The condition was checked.
std::string condition_sql(const domain::search::IssueCondition& condition, TextParameters& texts);

/// Whether it reads `issue_facts f`.
bool needs_facts(const domain::search::IssueCondition& condition) noexcept;

}  // namespace picket::adapters::meta
