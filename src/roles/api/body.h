// The body of a request: a JSON object, and typed fields of it with errors that name the field.
// Source: shared spec "api", sections 1.4 and 1.8: unknown keys are passed over.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "net/http.h"
#include "roles/api/problem.h"

namespace picket::api {

/// 400 unless it is a JSON object; 415 for another Content-Type, which a page of another site could
/// send without being asked. An empty body is an empty object.
Answer<boost::json::object> read_body(const net::Request& request);
/// The 415 of read_body alone.
Answer<void> check_content_type(const net::Request& request);

/// Collects what is wrong with the fields, so that a form hears of all of it at once.
class Fields {
 public:
  explicit Fields(const boost::json::object& body) : body_(body) {}

  bool has(std::string_view name) const noexcept { return body_.if_contains(name) != nullptr; }
  /// Nullopt when absent or wrong. White space around it is cut off. `most` in characters.
  std::optional<std::string> text(std::string_view name, std::size_t most);
  /// The same; blank is wrong, and so is absent.
  std::string required_text(std::string_view name, std::size_t most);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most);
  /// At most `most` texts of at most 200 characters.
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t most);

  /// "Enter a valid value."
  void refuse(std::string_view name, std::string_view sentence);
  bool ok() const noexcept { return wrong_.empty(); }
  /// 400 with the sentences by field.
  Problem problem() const;

 private:
  const boost::json::value* find(std::string_view name) const noexcept;

  const boost::json::object& body_;
  boost::json::object wrong_;
};

}  // namespace picket::api
