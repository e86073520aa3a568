#include "domain/account/password_policy.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "domain/account/ascii_fold.h"
#include "domain/account/guessable.h"
#include "domain/account/password.h"

namespace picket::domain::account {
namespace {

/// Besides what is known about its owner.
constexpr std::size_t kLeastImpersonal = 8;
/// "Al" is in many words.
constexpr std::size_t kLeastPersonalWord = 3;
/// Of a name or address: a person has few words, and the work must be bounded.
constexpr std::size_t kMostPersonalBytes = 400;

std::string plain(std::string_view text) {
  std::string folded = fold_to_ascii(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), ascii::to_lower);
  return folded;
}

void add_words(std::string_view text, std::vector<std::string>& words) {
  std::string word;
  const auto end_word = [&] {
    if (word.size() >= kLeastPersonalWord) words.push_back(word);
    word.clear();
  };
  for (const char c : plain(text.substr(0, kMostPersonalBytes))) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else {
      end_word();
    }
  }
  end_word();
}

/// The name, what is before the '@' and the domain's labels but the last: longest first.
std::vector<std::string> personal_words(std::string_view email, std::string_view name) {
  std::vector<std::string> words;
  add_words(name, words);
  add_words(email.substr(0, email.rfind('.')), words);
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return words;
}

bool is_personal(std::string text, std::string_view email, std::string_view name) {
  const std::size_t whole = text.size();
  for (const std::string& word : personal_words(email, name)) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
      text.erase(at, word.size());
  }
  return text.size() < whole && text.size() < kLeastImpersonal;
}

}  // namespace

std::string_view sentence(PasswordFlaw flaw) noexcept {
  switch (flaw) {
    case PasswordFlaw::too_short:
      return "Use at least 12 characters.";
    case PasswordFlaw::too_long:
      return "This password is too long: use at most 1024 characters.";
    case PasswordFlaw::personal:
      return "Do not use your name or e-mail address as the password.";
    case PasswordFlaw::guessable:
      return "This password is easy to guess. Several words that have nothing to do with each "
             "other make a better one.";
  }
  return {};
}

std::vector<PasswordFlaw> find_password_flaws(std::string_view password, std::string_view email,
                                              std::string_view name) {
  if (password.size() > kMaxPasswordBytes) return {PasswordFlaw::too_long};
  std::vector<PasswordFlaw> flaws;
  const std::size_t characters = utf8_length(password);
  if (characters < kMinPasswordCharacters) flaws.push_back(PasswordFlaw::too_short);
  const std::string text = plain(password);
  // Else it has letters of other scripts, of which we know no common words.
  if (text.size() < characters) return flaws;
  if (is_personal(text, email, name)) flaws.push_back(PasswordFlaw::personal);
  if (is_guessable(text)) flaws.push_back(PasswordFlaw::guessable);
  return flaws;
}

}  // namespace picket::domain::account
