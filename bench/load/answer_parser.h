// Reads HTTP/1.1 answers from a connection that stays open, piece by piece.
// Source: RFC 9112. Understood: Content-Length, chunked, and a body that ends with the connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace picket::load {

struct Answer {
  int status = 0;
  bool keep_alive = true;
  std::string link;  ///< The Link field, by which lists are paged.
  std::string body;
};

/// One connection's. After `done` take() the answer; the parser then reads the next one.
class AnswerParser {
 public:
  enum class State : std::uint8_t { more, done, bad };

  State feed(std::string_view bytes);
  /// The peer closed: `done` when that ends a body, else `bad`.
  State end();
  Answer take();
  /// True between answers: a close then is the server's right.
  bool idle() const noexcept { return buffer_.empty() && !in_body_; }

 private:
  enum class Framing : std::uint8_t { length, chunked, to_end };

  State step();
  bool read_header();
  State read_chunks();

  std::string buffer_;
  Answer answer_;
  Framing framing_ = Framing::length;
  std::size_t left_ = 0;
  bool in_body_ = false;
  bool bad_ = false;
};

}  // namespace picket::load
