// HTTP requests and answers as the roles see them; no Asio types.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
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
  /// Requested when the client has left and nobody waits for the answer. Only of blocking handlers.
  std::stop_token stop{};

  std::string_view param(std::string_view name) const noexcept;
};

/// A body that is made while it is sent, so that it is never whole in memory. Used by one thread of
/// the blocking pool at a time; destroyed on the io thread, so its destructor does not block.
class BodyStream {
 public:
  BodyStream() = default;
  virtual ~BodyStream() = default;
  BodyStream(const BodyStream&) = delete;
  BodyStream& operator=(const BodyStream&) = delete;

  /// The next piece; an empty one is the end. Asked for when the client has taken the one before.
  /// nullopt: it cannot go on. The connection is cut, so that nobody takes a part for the whole.
  virtual std::optional<std::string> next() = 0;
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  Headers headers;  ///< Besides Content-Type, Content-Length, Date, Connection and Server.
  /// What comes after `body`, if it does: then the length is not known beforehand.
  std::shared_ptr<BodyStream> stream{};
};

/// First value of `name` in a form-urlencoded text, decoded; nullopt when absent.
std::optional<std::string> query_value(std::string_view query, std::string_view name);
/// All of them, in order.
std::vector<std::string> query_values(std::string_view query, std::string_view name);

/// `{"detail": detail}` with the status.
Response error_response(int status, std::string_view detail);

}  // namespace picket::net
