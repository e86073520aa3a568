// HTTP requests and answers as the roles see them; no Asio types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/percent.h"

namespace picket::net {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options, other };

/// In the order sent; names compare without case.
class Headers {
 public:
  /// The first of that name; empty when absent.
  std::string_view get(std::string_view name) const noexcept;
  bool has(std::string_view name) const noexcept;
  void add(std::string_view name, std::string_view value);
  /// Replaces all of that name.
  void set(std::string_view name, std::string_view value);
  auto begin() const noexcept { return fields_.begin(); }
  auto end() const noexcept { return fields_.end(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  Method method = Method::get;
  std::string path;   ///< Percent-decoded, duplicate slashes collapsed, without the query.
  std::string query;  ///< Raw, without '?'.
  Headers headers;
  std::string body;  ///< Content-Encoding already undone, within the route's limit.
  std::string peer;  ///< Address of the TCP peer; empty on the unix socket.
  std::vector<std::pair<std::string, std::string>>
      params;  ///< From the route pattern: {"org","acme"}.

  std::string_view param(std::string_view name) const noexcept;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  Headers headers;  ///< Besides Content-Type, Content-Length, Date, Connection and Server.
};

/// First value of `name` in a form-urlencoded text, decoded; nullopt when absent.
std::optional<std::string> query_value(std::string_view query, std::string_view name);
/// All of them, in order.
std::vector<std::string> query_values(std::string_view query, std::string_view name);

/// `{"detail": detail}` with the status.
Response error_response(int status, std::string_view detail);

}  // namespace picket::net
