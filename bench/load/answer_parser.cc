#include "load/answer_parser.h"

#include <charconv>
#include <utility>

#include "base/ascii.h"

namespace picket::load {
namespace {

/// An answer's header or body beyond it is no answer of a server that this program is for.
constexpr std::size_t kMaxAnswerBytes = 64U << 20U;

std::string_view without_cr(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

AnswerParser::State AnswerParser::feed(std::string_view bytes) {
  buffer_.append(bytes);
  return step();
}

AnswerParser::State AnswerParser::step() {
  if (!in_body_ && !read_header()) {
    return bad_ || buffer_.size() > kMaxAnswerBytes ? State::bad : State::more;
  }
  if (answer_.body.size() + buffer_.size() > kMaxAnswerBytes) return State::bad;
  switch (framing_) {
    case Framing::length:
      if (buffer_.size() < left_) return State::more;
      answer_.body.assign(buffer_, 0, left_);
      buffer_.erase(0, left_);
      return State::done;
    case Framing::chunked:
      return read_chunks();
    case Framing::to_end:
      answer_.body += std::exchange(buffer_, {});
      return State::more;
  }
  return State::bad;
}

bool AnswerParser::read_header() {
  const std::size_t end = buffer_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  const std::string header = buffer_.substr(0, end);
  buffer_.erase(0, end + 4);
  const ascii::Split first = ascii::split_once(header, '\n');
  const auto status = ascii::parse_uint<int>(
      ascii::split_once(ascii::split_once(first.head, ' ').tail, ' ').head.substr(0, 3));
  bad_ = !header.starts_with("HTTP/1.") || !status;
  if (bad_) return false;

  answer_ = Answer();
  answer_.status = *status;
  answer_.keep_alive = header.starts_with("HTTP/1.1");
  const bool without_body = *status == 204 || *status == 304;
  framing_ = without_body ? Framing::length : Framing::to_end;
  left_ = 0;
  for (std::string_view rest = first.tail; !rest.empty();) {
    const ascii::Split line = ascii::split_once(rest, '\n');
    rest = line.tail;
    const ascii::Split field = ascii::split_once(without_cr(line.head), ':');
    const std::string_view value = ascii::trim(field.tail);
    if (ascii::iequals(field.head, "content-length") && !without_body) {
      const auto length = ascii::parse_uint<std::size_t>(value);
      bad_ = !length;
      if (bad_) return false;
      left_ = *length;
      if (framing_ == Framing::to_end) framing_ = Framing::length;
    } else if (ascii::iequals(field.head, "transfer-encoding") && !without_body) {
      framing_ = Framing::chunked;
    } else if (ascii::iequals(field.head, "connection")) {
      answer_.keep_alive = !ascii::iequals(value, "close");
    } else if (ascii::iequals(field.head, "link")) {
      answer_.link = value;
    }
  }
  in_body_ = true;
  return true;
}

AnswerParser::State AnswerParser::read_chunks() {
  while (true) {
    const std::size_t end = buffer_.find("\r\n");
    if (end == std::string::npos) return State::more;
    std::size_t size = 0;
    const auto [to, error] = std::from_chars(buffer_.data(), buffer_.data() + end, size, 16);
    if (error != std::errc{} || size > kMaxAnswerBytes) return State::bad;
    if (size == 0) {
      // Trailers, if any, end with an empty line; without any, that is the next one.
      const std::size_t last = buffer_.find("\r\n\r\n", end);
      if (last == std::string::npos) return State::more;
      buffer_.erase(0, last + 4);
      return State::done;
    }
    if (buffer_.size() < end + 2 + size + 2) return State::more;
    answer_.body.append(buffer_, end + 2, size);
    buffer_.erase(0, end + 2 + size + 2);
  }
}

AnswerParser::State AnswerParser::end() {
  answer_.keep_alive = false;
  return in_body_ && framing_ == Framing::to_end ? State::done : State::bad;
}

Answer AnswerParser::take() {
  in_body_ = false;
  return std::exchange(answer_, {});
}

}  // namespace picket::load
