#include "adapters/events_duckdb/terms.h"

#include <algorithm>
#include <iterator>

#include "adapters/events_duckdb/columns.h"
#include "domain/search/number_text.h"

namespace picket::adapters::duck {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* connective,
                   const char* of_none) {
  if (parts.empty()) return of_none;
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "(" : connective) + part;
  return all + ")";
}

}  // namespace

std::string any_of(const std::vector<std::string>& conditions) {
  return joined(conditions, " OR ", "false");
}

std::string all_of(const std::vector<std::string>& conditions) {
  return joined(conditions, " AND ", "true");
}

std::string not_true(const std::string& condition) {
  return "NOT coalesce(" + condition + ", false)";
}

const char* sign_of(domain::search::Operator op) noexcept {
  using domain::search::Operator;
  switch (op) {
    case Operator::less:
      return " < ";
    case Operator::less_equal:
      return " <= ";
    case Operator::greater:
      return " > ";
    case Operator::greater_equal:
      return " >= ";
    case Operator::equal:
    case Operator::not_equal:
    case Operator::in:
    case Operator::not_in:
      break;
  }
  return " = ";
}

std::string number_of(const std::string& text) {
  // TRY_CAST alone also takes blanks, underscores, "nan" and "1e400".
  return "CASE WHEN regexp_full_match(" + text + ", '" + std::string(domain::search::kNumberForm) +
         "') THEN TRY_CAST(" + text + " AS DOUBLE) END";
}

std::string column_of(std::string domain::EventRow::*text) {
  const auto* const found =
      std::find(std::begin(domain::kEventRowTexts), std::end(domain::kEventRowTexts), text);
  return "e." + std::string(kTextColumns[found - std::begin(domain::kEventRowTexts)]);
}

}  // namespace picket::adapters::duck
