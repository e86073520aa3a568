#include "domain/filter/fold.h"

#include "base/ascii.h"
#include "base/unicode.h"

namespace picket::domain::filter {
namespace {

constexpr char32_t kFinalSigma = 0x03C2;
constexpr char32_t kSigma = 0x03C3;
constexpr std::string_view kFinalSigmaText = "\xCF\x82";
constexpr std::string_view kSigmaText = "\xCF\x83";

}  // namespace

void append_folded(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  out.reserve(begin + text.size());
  unicode::append_lower(text, out);
  for (std::size_t at = out.find(kFinalSigmaText, begin); at != std::string::npos;
       at = out.find(kFinalSigmaText, at)) {
    out.replace(at, kFinalSigmaText.size(), kSigmaText);
  }
}

std::string folded(std::string_view text) {
  std::string out;
  append_folded(text, out);
  return out;
}

FoldedPoint fold(char32_t code_point) {
  if (code_point < 0x80) {
    return {static_cast<char32_t>(ascii::to_lower(static_cast<char>(code_point))), 0};
  }
  if (code_point == kFinalSigma) return {kSigma, 0};
  std::string text;  // At most 4 bytes: inside the object.
  unicode::append(code_point, text);
  std::string lowered;
  unicode::append_lower(text, lowered);
  const unicode::Decoded first = unicode::decode(lowered);
  FoldedPoint result{first.code_point, 0};
  if (lowered.size() > first.size) {
    result.second = unicode::decode(std::string_view(lowered).substr(first.size)).code_point;
  }
  return result;
}

}  // namespace picket::domain::filter
