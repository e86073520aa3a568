#include "domain/discover/result_type.h"

namespace picket::domain::discover {

std::string_view to_string(ResultType type) noexcept {
  switch (type) {
    case ResultType::text:
      return "string";
    case ResultType::integer:
      return "integer";
    case ResultType::number:
      return "number";
    case ResultType::percentage:
      return "percentage";
    case ResultType::date:
      return "date";
    case ResultType::boolean:
      return "boolean";
    case ResultType::list:
      return "array";
  }
  return {};
}

std::string_view unit_of(Rate rate) noexcept {
  switch (rate) {
    case Rate::none:
      return {};
    case Rate::per_second:
      return "1/second";
    case Rate::per_minute:
      return "1/minute";
  }
  return {};
}

}  // namespace picket::domain::discover
