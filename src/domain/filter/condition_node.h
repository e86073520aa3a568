// A condition, parsed. For condition.cc and condition_parse.cc only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "domain/filter/address_set.h"
#include "domain/filter/condition.h"
#include "domain/filter/field.h"
#include "domain/filter/glob_set.h"

namespace picket::domain::filter {

struct Condition::Node {
  enum class Op : std::uint8_t {
    unknown,
    eq,
    gt,
    gte,
    lt,
    lte,
    glob,
    cidr,
    all_of,   ///< "and"
    any_of,   ///< "or"
    none_of,  ///< "not"
    any,
    all,
  };

  Op op = Op::unknown;
  Field field;
  bool ignore_case = false;
  boost::json::value value;        ///< To compare with.
  std::vector<std::string> texts;  ///< eq: any of these, folded when case is ignored.
  GlobSet globs;
  AddressSet addresses;
  std::vector<Node> inner;
};

}  // namespace picket::domain::filter
