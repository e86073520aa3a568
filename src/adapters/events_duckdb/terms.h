// Terms of SQL that conditions on events and on groups of them are made of.
#pragma once

#include <string>
#include <vector>

#include "domain/event/row.h"
#include "domain/search/operators.h"

namespace picket::adapters::duck {

/// In parentheses, joined by OR; of none, never.
std::string any_of(const std::vector<std::string>& conditions);
/// In parentheses, joined by AND; of none, always.
std::string all_of(const std::vector<std::string>& conditions);
/// Turned around, and true where it is NULL.
std::string not_true(const std::string& condition);

/// " < " of a bound or an equality.
const char* sign_of(domain::search::Operator op) noexcept;

/// The number that a text is (domain/search/number_text.h), or NULL.
std::string number_of(const std::string& text);

/// The column of a text of the row, which is not NULL.
std::string column_of(std::string domain::EventRow::*text);

}  // namespace picket::adapters::duck
