#include "domain/search/operators.h"

namespace picket::domain::search {

std::string_view to_string(Operator op) noexcept {
  switch (op) {
    case Operator::equal:
      return "=";
    case Operator::not_equal:
      return "!=";
    case Operator::less:
      return "<";
    case Operator::less_equal:
      return "<=";
    case Operator::greater:
      return ">";
    case Operator::greater_equal:
      return ">=";
    case Operator::in:
      return "IN";
    case Operator::not_in:
      return "NOT IN";
  }
  return "=";
}

}  // namespace picket::domain::search
