#include "net/request_parser.h"

#include <algorithm>

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>

#include "base/ascii.h"
#include "base/assert.h"

namespace picket::net {
namespace {

namespace http = boost::beast::http;

Method to_method(http::verb verb) noexcept {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    case http::verb::put:
      return Method::put;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::delete_;
    case http::verb::options:
      return Method::options;
    default:  // Beast's enum, with 30 WebDAV verbs that nobody routes.
      return Method::other;
  }
}

std::string_view to_std(boost::beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

struct Target {
  std::string_view path;
  std::string_view query;
};

/// Origin form, or absolute form (RFC 9112 section 3.2.2) without its scheme and authority.
Target split_target(std::string_view target) noexcept {
  target = ascii::split_once(target, '#').head;
  if (!target.starts_with('/')) {
    const std::size_t scheme = target.find("://");
    if (scheme != std::string_view::npos) {
      target.remove_prefix(scheme + 3);
      const std::size_t end = target.find_first_of("/?");
      target.remove_prefix(end == std::string_view::npos ? target.size() : end);
    }
  }
  const ascii::Split parts = ascii::split_once(target, '?');
  return {parts.head.empty() ? std::string_view("/") : parts.head, parts.tail};
}

bool has_control_character(std::string_view text) noexcept {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
  }
  return false;
}

std::string collapse_slashes(std::string_view path) {
  std::string collapsed;
  collapsed.reserve(path.size());
  for (const char c : path) {
    if (c != '/' || !collapsed.ends_with('/')) collapsed += c;
  }
  return collapsed;
}

/// Some SDKs send "Content-Length: 0" with a chunked body. Chunked counts (RFC 9112 section 6.1),
/// and the connection is closed afterwards, so nobody gains by the contradiction; any other length
/// is refused. The header without that field; empty when it has no such contradiction.
std::string without_zero_length_of_chunked(std::string_view header) {
  bool chunked = false;
  std::string_view zero_length;
  for (std::string_view rest = header; !rest.empty();) {
    const ascii::Split line = ascii::split_once(rest, '\n');
    const ascii::Split field = ascii::split_once(line.head, ':');
    if (ascii::iequals(field.head, "transfer-encoding")) chunked = true;
    if (ascii::iequals(field.head, "content-length") && field.tail.ends_with('\r') &&
        ascii::trim(field.tail.substr(0, field.tail.size() - 1)) == "0") {
      zero_length = rest.substr(0, line.head.size() + 1);
    }
    rest = line.tail;
  }
  if (!chunked || zero_length.empty()) return {};
  const auto at = static_cast<std::size_t>(zero_length.data() - header.data());
  return std::string(header.substr(0, at)) + std::string(header.substr(at + zero_length.size()));
}

}  // namespace

RequestParser::RequestParser(const Limits& limits) : limits_(limits) {
  header_limit(static_cast<std::uint32_t>(limits.max_header_bytes));
  body_limit(boost::none);  // BodyReader limits what comes out.
}

RequestParser::Status RequestParser::parse(std::string_view& input, std::string& body_out) {
  PICKET_ASSERT(!is_done());
  if (!is_header_done()) return parse_header(input);
  // Beast asserts that what is left of a chunked body after its last chunk began is not shorter
  // than the shortest end, also when that arrives in pieces.
  constexpr std::string_view kShortestEnd = "0\r\n\r\n";
  if (chunked() && input.starts_with('0') && input.size() < kShortestEnd.size())
    return Status::need_more;
  body_out_ = &body_out;
  error_code error;
  const std::size_t consumed = put({input.data(), input.size()}, error);
  input.remove_prefix(consumed);
  if (!error) return Status::progress;
  if (error == http::error::header_limit) return Status::header_too_big;
  if (error != http::error::need_more) return Status::bad_request;
  // Beast looks for the end of a chunk's header or of the trailer without a limit.
  if (input.size() > limits_.max_header_bytes) return Status::header_too_big;
  return Status::need_more;
}

RequestParser::Status RequestParser::parse_header(std::string_view& input) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  // A TLS handshake or other binary need not be read to any end.
  const auto first = static_cast<unsigned char>(input.front());
  if (first <= ' ' || first >= 0x7f) return Status::bad_request;
  const std::size_t end = input.find(kEnd, searched_);
  if (end == std::string_view::npos) {
    searched_ = input.size() - std::min(input.size(), kEnd.size() - 1);
    return input.size() > limits_.max_header_bytes ? Status::header_too_big : Status::need_more;
  }
  const std::string_view header = input.substr(0, end + kEnd.size());
  if (header.size() > limits_.max_header_bytes) return Status::header_too_big;
  const std::string consistent = without_zero_length_of_chunked(header);
  contradicts_itself_ = !consistent.empty();
  const std::string_view parsed = contradicts_itself_ ? std::string_view(consistent) : header;
  error_code error;
  const std::size_t consumed = put({parsed.data(), parsed.size()}, error);
  if (error == http::error::header_limit) return Status::header_too_big;
  if (error || consumed != parsed.size()) return Status::bad_request;
  input.remove_prefix(header.size());
  eager(true);
  return Status::progress;
}

void RequestParser::on_request_impl(http::verb verb, string_view /*method*/, string_view target,
                                    int version, error_code& error) {
  request_.method = to_method(verb);
  version_ = version;
  const Target parts = split_target(to_std(target));
  raw_path_ = parts.path;
  request_.query = parts.query;
  request_.path = collapse_slashes(percent_decode(parts.path, false));
  if (has_control_character(request_.path)) error = http::error::bad_target;
  count_field(target.size(), error);
}

bool RequestParser::count_field(std::size_t bytes, error_code& error) {
  header_bytes_ += bytes;
  if (header_bytes_ <= limits_.max_header_bytes && ++fields_ <= limits_.max_header_fields + 1) {
    return true;
  }
  error = http::error::header_limit;
  return false;
}

void RequestParser::on_field_impl(field name, string_view name_text, string_view value,
                                  error_code& error) {
  constexpr std::size_t kSeparators = 4;  // ": " and CRLF.
  if (!count_field(name_text.size() + value.size() + kSeparators, error)) return;
  if (in_trailer_) return;
  const std::string_view text = to_std(value);
  switch (name) {
    case field::host:
      ++hosts_;
      break;
    case field::content_length: {
      // One field, one number: Beast would also take equal repetitions.
      const auto length = ascii::parse_uint<std::uint64_t>(ascii::trim(text));
      if (!length || length_seen_) error = http::error::bad_content_length;
      length_seen_ = true;
      announced_bytes_ = length.value_or(0);
      break;
    }
    case field::transfer_encoding:
      // Beast takes an unknown final coding for "no body": the classic smuggling hole.
      if (!ascii::iequals(ascii::trim(text), "chunked")) error = http::error::bad_transfer_encoding;
      chunked_ = true;
      break;
    case field::expect:
      if (ascii::iequals(text, "100-continue")) {
        expects_continue_ = version_ >= 11;
      } else {
        expects_unknown_ = true;
      }
      break;
    default:  // Beast's enum of 350 names.
      break;
  }
  request_.headers.add(to_std(name_text), text);
}

void RequestParser::on_header_impl(error_code& error) {
  in_trailer_ = true;
  if (chunked_ && version_ < 11) error = http::error::bad_transfer_encoding;
  if (hosts_ > 1 || (hosts_ == 0 && version_ >= 11)) error = http::error::bad_field;
}

std::size_t RequestParser::on_body_impl(string_view bytes, error_code& /*error*/) {
  body_out_->append(bytes.data(), bytes.size());
  return bytes.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t /*left*/, string_view bytes,
                                              error_code& /*error*/) {
  body_out_->append(bytes.data(), bytes.size());
  return bytes.size();
}

}  // namespace picket::net
