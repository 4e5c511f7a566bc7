/* The parts of OpenSSL 3 that OpenSSLKit uses; macros that Swift cannot import are wrapped here. */
#ifndef CPSAUTH_COPENSSL_SHIM_H
#define CPSAUTH_COPENSSL_SHIM_H

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* Variadic in the header, so out of Swift's reach. */
static inline EVP_PKEY *cpsauth_RSA_generate(size_t bits) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits);
}
static inline EVP_PKEY *cpsauth_EC_generate(const char *curve) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve);
}

/* A key that is nothing but the curve P-256, of which others are made. The decoders of d2i_PUBKEY, which try what else
 * the bytes of a key might be, take ten times as long. */
static inline EVP_PKEY *cpsauth_P256_parameters(void) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)"P-256", 0),
      OSSL_PARAM_construct_end(),
  };
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  if (context == NULL || EVP_PKEY_fromdata_init(context) != 1 ||
      EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEY_PARAMETERS, parameters) != 1)
    key = NULL;
  EVP_PKEY_CTX_free(context);
  return key;
}

/* Puts an error that was taken out of the queue back into it. ERR_set_error is variadic. */
static inline void cpsauth_ERR_put(unsigned long code, const char *file, int line, const char *function,
                                   const char *data) {
  ERR_new();
  ERR_set_debug(file, line, function);
  if (data)
    ERR_set_error(ERR_GET_LIB(code), ERR_GET_REASON(code), "%s", data);
  else
    ERR_set_error(ERR_GET_LIB(code), ERR_GET_REASON(code), NULL);
}

static inline void cpsauth_OPENSSL_free(void *memory) { OPENSSL_free(memory); }
static inline void cpsauth_OPENSSL_clear_free(void *memory, size_t length) {
  OPENSSL_clear_free(memory, length);
}

/* Stacks are typed by macros. */
static inline STACK_OF(X509) *cpsauth_X509_stack_new(void) { return sk_X509_new_null(); }
static inline int cpsauth_X509_stack_push(STACK_OF(X509) *stack, X509 *certificate) {
  return sk_X509_push(stack, certificate);
}
/* Frees the stack and leaves its members. */
static inline void cpsauth_X509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline int cpsauth_X509_stack_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *cpsauth_X509_stack_value(const STACK_OF(X509) *stack, int index) {
  return sk_X509_value(stack, index);
}

/* What a PKCS #7 SignedData carries; NULL, and none, for a message of another type. */
static inline const PKCS7_SIGNED *cpsauth_PKCS7_signed(PKCS7 *message) {
  return PKCS7_type_is_signed(message) ? message->d.sign : NULL;
}
static inline int cpsauth_PKCS7_certificate_count(const PKCS7_SIGNED *data) {
  return data->cert ? sk_X509_num(data->cert) : 0;
}
static inline X509 *cpsauth_PKCS7_certificate(const PKCS7_SIGNED *data, int index) {
  return sk_X509_value(data->cert, index);
}
static inline int cpsauth_PKCS7_list_count(const PKCS7_SIGNED *data) {
  return data->crl ? sk_X509_CRL_num(data->crl) : 0;
}
static inline X509_CRL *cpsauth_PKCS7_list(const PKCS7_SIGNED *data, int index) {
  return sk_X509_CRL_value(data->crl, index);
}
static inline int cpsauth_PKCS7_signer_count(const PKCS7_SIGNED *data) {
  return data->signer_info ? sk_PKCS7_SIGNER_INFO_num(data->signer_info) : 0;
}

static inline STACK_OF(X509_CRL) *cpsauth_X509_CRL_stack_new(void) { return sk_X509_CRL_new_null(); }
static inline int cpsauth_X509_CRL_stack_push(STACK_OF(X509_CRL) *stack, X509_CRL *list) {
  return sk_X509_CRL_push(stack, list);
}
/* Frees the stack and leaves its members. */
static inline void cpsauth_X509_CRL_stack_free(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_free(stack); }

/* EVP cannot start from the state of another computer's unfinished digest, which a smart card has to do; the
 * low-level functions can. Deprecated in OpenSSL 3.0, still there in all of 3.x. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static inline unsigned int cpsauth_word(const unsigned char *bytes) {
  return (unsigned int)bytes[0] << 24 | (unsigned int)bytes[1] << 16 | (unsigned int)bytes[2] << 8 | bytes[3];
}
static inline int cpsauth_SHA1_finish(const unsigned char *state, unsigned long long bits,
                                      const unsigned char *last, size_t length, unsigned char *digest) {
  SHA_CTX context;
  if (SHA1_Init(&context) != 1) return 0;
  context.h0 = cpsauth_word(state);
  context.h1 = cpsauth_word(state + 4);
  context.h2 = cpsauth_word(state + 8);
  context.h3 = cpsauth_word(state + 12);
  context.h4 = cpsauth_word(state + 16);
  context.Nl = (SHA_LONG)bits;
  context.Nh = (SHA_LONG)(bits >> 32);
  return SHA1_Update(&context, last, length) == 1 && SHA1_Final(digest, &context) == 1;
}
static inline int cpsauth_SHA256_finish(const unsigned char *state, unsigned long long bits,
                                        const unsigned char *last, size_t length, unsigned char *digest) {
  SHA256_CTX context;
  if (SHA256_Init(&context) != 1) return 0;
  for (int i = 0; i < 8; i++) context.h[i] = cpsauth_word(state + 4 * i);
  context.Nl = (SHA_LONG)bits;
  context.Nh = (SHA_LONG)(bits >> 32);
  return SHA256_Update(&context, last, length) == 1 && SHA256_Final(digest, &context) == 1;
}
#pragma GCC diagnostic pop

#endif
