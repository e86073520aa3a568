#include "net/response_writer.h"

#include <charconv>
#include <chrono>

#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

namespace picket::net {
namespace {

void append_number(std::string& out, std::size_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_value(std::string& out, std::string_view value) {
  const std::size_t start = out.size();
  out.append(value);
  for (std::size_t i = start; i < out.size(); ++i) {
    if (out[i] == '\r' || out[i] == '\n' || out[i] == '\0') out[i] = ' ';
  }
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  append_value(out, name);
  out += ": ";
  append_value(out, value);
  out += "\r\n";
}

/// RFC 9110 section 8.6: these never have content, and 204 no Content-Length either.
bool has_no_content(int status) noexcept {
  return status == 204 || status == 304;
}

}  // namespace

std::string http_date(Timestamp when) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(when);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(when - day));
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday(day).c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

std::string chunk_of(std::string_view piece) {
  if (piece.empty()) return "0\r\n\r\n";
  return fmt::format("{:x}\r\n{}\r\n", piece.size(), piece);
}

std::string_view reason_phrase(int status) noexcept {
  namespace http = boost::beast::http;
  const auto phrase = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)));
  if (phrase.empty() || phrase.front() == '<') return "Status";  // "<unknown-status>"
  return {phrase.data(), phrase.size()};
}

std::string serialize(const Response& response, const ResponseContext& context) {
  constexpr std::size_t kTypicalHeaderBytes = 512;
  const bool streams = response.stream != nullptr && !has_no_content(response.status);
  const bool with_body = !context.head_only && !streams && !has_no_content(response.status);
  std::string out;
  out.reserve(kTypicalHeaderBytes + (with_body ? response.body.size() : 0));
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\n";
  append_field(out, "Server", context.server);
  append_field(out, "Date", context.date);
  if (streams || (!response.body.empty() && !has_no_content(response.status))) {
    append_field(out, "Content-Type", response.content_type);
  }
  if (streams) {
    if (!context.http10) out += "Transfer-Encoding: chunked\r\n";
  } else if (!has_no_content(response.status)) {
    out += "Content-Length: ";
    append_number(out, response.body.size());
    out += "\r\n";
  }
  if (!context.keep_alive) {
    out += "Connection: close\r\n";
  } else if (context.http10) {
    out += "Connection: keep-alive\r\n";
  }
  for (const auto& [name, value] : response.headers) append_field(out, name, value);
  out += "\r\n";
  if (with_body) out += response.body;
  return out;
}

}  // namespace picket::net
