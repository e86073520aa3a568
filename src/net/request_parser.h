// HTTP/1.x request syntax: Beast's incremental parser, plus what it leaves to its user: limits over
// the whole header, and refusal of everything that a proxy in front might read differently
// (request smuggling).
// Source: RFC 9112; sections 6.1 and 6.3 for message length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "net/http.h"
#include "net/limits.h"

namespace picket::net {

/// One request. Feed it until header_done(), then until done(). Not reusable.
class RequestParser final : private boost::beast::http::basic_parser<true> {
 public:
  explicit RequestParser(const Limits& limits);

  enum class Status : std::uint8_t {
    need_more,       ///< Give the unconsumed bytes again, with more behind them.
    progress,        ///< The header is complete, or the body is.
    bad_request,     ///< 400; the connection is of no more use.
    header_too_big,  ///< 431, likewise.
  };

  /// Consumes from the front of `input`: first the whole header and nothing else, once it is all
  /// there; then the body as far as it goes, whose content is appended to `body_out`.
  Status parse(std::string_view& input, std::string& body_out);

  bool header_done() const { return is_header_done(); }
  bool done() const { return is_done(); }
  /// The client would take another request on this connection.
  bool wants_keep_alive() const { return keep_alive() && !contradicts_itself_; }
  bool is_http10() const noexcept { return version_ < 11; }

  /// About what the header takes in request().
  std::size_t header_memory_bytes() const noexcept {
    return header_bytes_ + fields_ * 2 * sizeof(std::string);
  }

  bool has_body() const { return !is_done(); }
  /// 0 when unknown (chunked) or none.
  std::uint64_t announced_bytes() const { return announced_bytes_; }
  bool expects_continue() const noexcept { return expects_continue_; }
  /// An Expect that is not 100-continue: 417.
  bool expects_unknown() const noexcept { return expects_unknown_; }

  /// Valid once the header is done. `path` is still raw; Request::path is set by the caller.
  std::string_view raw_path() const noexcept { return raw_path_; }
  Request& request() noexcept { return request_; }

 private:
  using error_code = boost::beast::error_code;
  using string_view = boost::beast::string_view;
  using field = boost::beast::http::field;

  void on_request_impl(boost::beast::http::verb verb, string_view method, string_view target,
                       int version, error_code& error) override;
  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_field_impl(field name, string_view name_text, string_view value,
                     error_code& error) override;
  void on_header_impl(error_code& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(string_view bytes, error_code&) override;
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override;
  void on_finish_impl(error_code&) override {}

  Status parse_header(std::string_view& input);
  bool count_field(std::size_t bytes, error_code& error);

  const Limits& limits_;
  std::string* body_out_ = nullptr;  ///< During parse().
  std::size_t searched_ = 0;         ///< Bytes known not to hold the header's end.
  std::size_t header_bytes_ = 0;
  std::size_t fields_ = 0;
  std::uint64_t announced_bytes_ = 0;
  int version_ = 11;
  unsigned hosts_ = 0;
  bool in_trailer_ = false;
  bool chunked_ = false;
  bool length_seen_ = false;
  bool contradicts_itself_ = false;  ///< "Content-Length: 0" on a chunked body.
  bool expects_continue_ = false;
  bool expects_unknown_ = false;
  std::string raw_path_;
  Request request_;
};

}  // namespace picket::net
