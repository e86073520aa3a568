// Real JSON held against the schemas of an OpenAPI document. Stricter than the document: a member
// that a schema does not name is a flaw unless it says additionalProperties.
// Source: JSON Schema 2020-12, the part that the description of the API uses.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::conformance {

class SchemaCheck {
 public:
  /// `document` outlives it. `unused`: name of a component that no form of a value may be.
  explicit SchemaCheck(const boost::json::object& document, std::string_view unused = {})
      : document_(document), unused_(unused) {}

  /// What is wrong, each with its path; empty when the value is as described.
  std::vector<std::string> flaws(const boost::json::value& schema,
                                 const boost::json::value& value) const;

 private:
  const boost::json::object& document_;
  const std::string_view unused_;
};

/// What "#/a/b" points to; null when there is nothing.
const boost::json::value* resolve(const boost::json::object& document, std::string_view reference);

}  // namespace picket::conformance
