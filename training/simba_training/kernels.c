/*
 * The parts of a Mamba-1 block that are not matrix products, forward and backward, for CPUs.
 *
 * float32, row-major; B rows (streams), T tokens, D channels (d_inner), N states, R = dt_rank.
 * Every row starts from a state of its own, so that a stream can be read stretch by stretch;
 * no gradient flows into that state (truncated back-propagation through time).
 *
 * Build: gcc -O3 -march=native -ffast-math -fopenmp -shared -fPIC kernels.c -o kernels.so -lm
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  N = 16,      /* d_state */
  WIDTH = 4,   /* d_conv */
  STRETCH = 64, /* tokens between two stored states */
  LANES = 16   /* channels worked on at once: their states of a stretch fit the L2 cache */
};

static inline float sigmoid(float v) { return 1.f / (1.f + expf(-v)); }

static inline float softplus(float v) { return log1pf(expf(fminf(v, 20.f))) + fmaxf(v - 20.f, 0.f); }

/* The convolution's input at token t: before the row's first token it comes from the window. */
static inline const float *conv_input(const float *xz, const float *window, int t, int D) {
  return t < 0 ? window + (size_t)(t + WIDTH - 1) * D : xz + (size_t)t * 2 * D;
}

/* c = silu(causal convolution of the first half of xz); xz (B, T, 2D), window (B, WIDTH-1, D),
 * w (WIDTH, D), bias (D), c (B, T, D). */
void conv_forward(int B, int T, int D, const float *xz, const float *window, const float *w,
                  const float *bias, float *c) {
#pragma omp parallel for
  for (int b = 0; b < B; b++) {
    const float *in = xz + (size_t)b * T * 2 * D, *before = window + (size_t)b * (WIDTH - 1) * D;
    for (int t = 0; t < T; t++) {
      float *o = c + ((size_t)b * T + t) * D;
      memcpy(o, bias, D * sizeof(float));
      for (int k = 0; k < WIDTH; k++) {
        const float *u = conv_input(in, before, t - WIDTH + 1 + k, D);
        for (int d = 0; d < D; d++) o[d] += w[k * D + d] * u[d];
      }
      for (int d = 0; d < D; d++) o[d] *= sigmoid(o[d]);
    }
  }
}

/* Adds to the first half of dxz (B, T, 2D); overwrites dw (WIDTH, D) and dbias (D). */
void conv_backward(int B, int T, int D, const float *xz, const float *window, const float *w,
                   const float *bias, const float *dc, float *dxz, float *dw, float *dbias) {
  memset(dw, 0, (size_t)WIDTH * D * sizeof(float));
  memset(dbias, 0, D * sizeof(float));
#pragma omp parallel
  {
    float *my_dw = calloc((size_t)WIDTH * D, sizeof(float)), *my_db = calloc(D, sizeof(float));
    float *c = malloc(D * sizeof(float));
#pragma omp for
    for (int b = 0; b < B; b++) {
      const float *in = xz + (size_t)b * T * 2 * D, *before = window + (size_t)b * (WIDTH - 1) * D;
      float *din = dxz + (size_t)b * T * 2 * D;
      for (int t = 0; t < T; t++) {
        const float *dy = dc + ((size_t)b * T + t) * D;
        memcpy(c, bias, D * sizeof(float));
        for (int k = 0; k < WIDTH; k++) {
          const float *u = conv_input(in, before, t - WIDTH + 1 + k, D);
          for (int d = 0; d < D; d++) c[d] += w[k * D + d] * u[d];
        }
        for (int d = 0; d < D; d++) {
          float s = sigmoid(c[d]);
          c[d] = dy[d] * s * (1 + c[d] * (1 - s));
          my_db[d] += c[d];
        }
        for (int k = 0; k < WIDTH; k++) {
          int from = t - WIDTH + 1 + k;
          const float *u = conv_input(in, before, from, D);
          for (int d = 0; d < D; d++) my_dw[k * D + d] += c[d] * u[d];
          if (from < 0) continue;
          float *du = din + (size_t)from * 2 * D;
          for (int d = 0; d < D; d++) du[d] += c[d] * w[k * D + d];
        }
      }
    }
#pragma omp critical
    {
      for (int i = 0; i < WIDTH * D; i++) dw[i] += my_dw[i];
      for (int d = 0; d < D; d++) dbias[d] += my_db[d];
    }
    free(my_dw), free(my_db), free(c);
  }
}

/* (LANES, N) as in memory outside to (N, LANES) inside, where channels lie side by side in a vector. */
static inline void to_lanes(const float *from, float *to) {
  for (int i = 0; i < LANES; i++)
    for (int n = 0; n < N; n++) to[n * LANES + i] = from[i * N + n];
}

/*
 * Selective scan with softplus on the raw time step, skip D and the silu(z) gate.
 *
 * u, dt (B, T, D); A (D, N); bc (B, T, R+2N) with B at R and C at R+N; skip (D); z is the second
 * half of xz (B, T, 2D); h0 (B, D, N). Writes y before the gate and out after it (B, T, D), the
 * last state hT (B, D, N), and the states before every STRETCH-th token, stored (B, ceil(T /
 * STRETCH), D / LANES, N, LANES), from which the backward pass goes on.
 */
void scan_forward(int B, int T, int D, int R, const float *u, const float *dt, const float *A,
                  const float *bc, const float *skip, const float *xz, const float *h0,
                  float *stored, float *hT, float *y, float *out) {
  int width = R + 2 * N, stretches = (T + STRETCH - 1) / STRETCH;
#pragma omp parallel for collapse(2)
  for (int b = 0; b < B; b++) {
    for (int d0 = 0; d0 < D; d0 += LANES) {
      float h[N * LANES], a[N * LANES];
      to_lanes(h0 + ((size_t)b * D + d0) * N, h);
      to_lanes(A + (size_t)d0 * N, a);
      for (int t = 0; t < T; t++) {
        size_t row = (size_t)b * T + t;
        if (t % STRETCH == 0)
          memcpy(stored + (((size_t)b * stretches + t / STRETCH) * D + d0) * N, h, sizeof h);
        const float *bt = bc + row * width + R, *ct = bt + N, *x = u + row * D + d0;
        const float *raw = dt + row * D + d0, *z = xz + row * 2 * D + D + d0;
        float *yt = y + row * D + d0, *ot = out + row * D + d0;
        float delta[LANES], input[LANES], sum[LANES];
#pragma omp simd
        for (int i = 0; i < LANES; i++) {
          delta[i] = softplus(raw[i]);
          input[i] = delta[i] * x[i];
          sum[i] = skip[d0 + i] * x[i];
        }
        for (int n = 0; n < N; n++) {
#pragma omp simd
          for (int i = 0; i < LANES; i++) {
            int at = n * LANES + i;
            h[at] = expf(delta[i] * a[at]) * h[at] + input[i] * bt[n];
            sum[i] += h[at] * ct[n];
          }
        }
#pragma omp simd
        for (int i = 0; i < LANES; i++) {
          yt[i] = sum[i];
          ot[i] = sum[i] * z[i] * sigmoid(z[i]);
        }
      }
      float *last = hT + ((size_t)b * D + d0) * N;
      for (int i = 0; i < LANES; i++)
        for (int n = 0; n < N; n++) last[i * N + n] = h[n * LANES + i];
    }
  }
}

/* What one thread of the backward scan works with, for a stretch of tokens and LANES channels. */
typedef struct {
  float *states; /* (STRETCH + 1, N, LANES): before each token, and after the last */
  float *decays; /* (STRETCH, N, LANES) */
  float *deltas; /* (STRETCH, LANES) */
  float *dB, *dC; /* (STRETCH, N, LANES): summed over channel blocks, not yet over lanes */
} Stretch;

/* Goes through a stretch forwards again and notes states and decays. */
static void recompute(const Stretch *s, int tokens, size_t first, int D, int R, int d0,
                      const float *u, const float *dt, const float *a, const float *bc) {
  for (int j = 0; j < tokens; j++) {
    size_t row = first + j;
    const float *bt = bc + row * (R + 2 * N) + R, *x = u + row * D + d0, *raw = dt + row * D + d0;
    const float *h = s->states + (size_t)j * N * LANES;
    float *next = s->states + (size_t)(j + 1) * N * LANES, *e = s->decays + (size_t)j * N * LANES;
    float *delta = s->deltas + j * LANES, input[LANES];
#pragma omp simd
    for (int i = 0; i < LANES; i++) {
      delta[i] = softplus(raw[i]);
      input[i] = delta[i] * x[i];
    }
    for (int n = 0; n < N; n++) {
#pragma omp simd
      for (int i = 0; i < LANES; i++) {
        int at = n * LANES + i;
        e[at] = expf(delta[i] * a[at]);
        next[at] = e[at] * h[at] + input[i] * bt[n];
      }
    }
  }
}

/* Overwrites du, ddt (B, T, D), dA (D, N), dbc (B, T, R+2N), dskip (D); writes the second half of
 * dxz (B, T, 2D). */
void scan_backward(int B, int T, int D, int R, const float *u, const float *dt, const float *A,
                   const float *bc, const float *skip, const float *xz, const float *stored,
                   const float *y, const float *dout, float *du, float *ddt, float *dA, float *dbc,
                   float *dskip, float *dxz) {
  int width = R + 2 * N, stretches = (T + STRETCH - 1) / STRETCH;
  size_t block = (size_t)N * LANES, size = STRETCH * block * sizeof(float);
  memset(dA, 0, (size_t)D * N * sizeof(float));
  memset(dskip, 0, D * sizeof(float));
  memset(dbc, 0, (size_t)B * T * width * sizeof(float));
#pragma omp parallel
  {
    Stretch s = {aligned_alloc(64, size + block * sizeof(float)), aligned_alloc(64, size),
                 aligned_alloc(64, STRETCH * LANES * sizeof(float)), aligned_alloc(64, size),
                 aligned_alloc(64, size)};
    float *g = aligned_alloc(64, (size_t)D * N * sizeof(float)); /* gradient of the state, (D / LANES, N, LANES) */
    float *my_dA = aligned_alloc(64, (size_t)D * N * sizeof(float)); /* (D / LANES, N, LANES) */
    float *my_dskip = calloc(D, sizeof(float));
    memset(my_dA, 0, (size_t)D * N * sizeof(float));
#pragma omp for
    for (int b = 0; b < B; b++) {
      memset(g, 0, (size_t)D * N * sizeof(float));
      for (int stretch = stretches - 1; stretch >= 0; stretch--) {
        int start = stretch * STRETCH, tokens = T - start < STRETCH ? T - start : STRETCH;
        size_t first = (size_t)b * T + start;
        memset(s.dB, 0, size);
        memset(s.dC, 0, size);
        for (int d0 = 0; d0 < D; d0 += LANES) {
          float a[N * LANES], *gd = g + (size_t)d0 * N, *da = my_dA + (size_t)d0 * N;
          to_lanes(A + (size_t)d0 * N, a);
          memcpy(s.states, stored + (((size_t)b * stretches + stretch) * D + d0) * N, block * sizeof(float));
          recompute(&s, tokens, first, D, R, d0, u, dt, a, bc);
          for (int j = tokens - 1; j >= 0; j--) {
            size_t row = first + j, at = row * D + d0;
            const float *bt = bc + row * width + R, *ct = bt + N;
            const float *z = xz + row * 2 * D + D + d0, *delta = s.deltas + j * LANES;
            float *dz = dxz + row * 2 * D + D + d0;
            float q[LANES], by_decay[LANES] = {0}, by_input[LANES] = {0};
#pragma omp simd
            for (int i = 0; i < LANES; i++) {
              float sz = sigmoid(z[i]), go = dout[at + i];
              q[i] = go * z[i] * sz;
              dz[i] = go * y[at + i] * sz * (1 + z[i] * (1 - sz));
              my_dskip[d0 + i] += q[i] * u[at + i];
            }
            for (int n = 0; n < N; n++) {
              size_t k = (size_t)j * block + n * LANES;
              const float *h = s.states + k, *next = h + block, *e = s.decays + k;
              float *dB = s.dB + k, *dC = s.dC + k;
#pragma omp simd
              for (int i = 0; i < LANES; i++) {
                int m = n * LANES + i;
                float gh = gd[m] + q[i] * ct[n], back = gh * e[i], through = back * h[i];
                dC[i] += q[i] * next[i];
                dB[i] += gh * delta[i] * u[at + i];
                by_decay[i] += through * a[m];
                by_input[i] += gh * bt[n];
                da[m] += through * delta[i];
                gd[m] = back;
              }
            }
#pragma omp simd
            for (int i = 0; i < LANES; i++) {
              ddt[at + i] = (by_decay[i] + by_input[i] * u[at + i]) * sigmoid(dt[at + i]);
              du[at + i] = by_input[i] * delta[i] + q[i] * skip[d0 + i];
            }
          }
        }
        for (int j = 0; j < tokens; j++) {
          float *out = dbc + (first + j) * width + R;
          for (int n = 0; n < N; n++) {
            float b_sum = 0, c_sum = 0;
            size_t k = (size_t)j * block + n * LANES;
#pragma omp simd reduction(+ : b_sum, c_sum)
            for (int i = 0; i < LANES; i++) b_sum += s.dB[k + i], c_sum += s.dC[k + i];
            out[n] = b_sum;
            out[N + n] = c_sum;
          }
        }
      }
    }
#pragma omp critical
    {
      for (int d = 0; d < D; d++) {
        for (int n = 0; n < N; n++)
          dA[d * N + n] += my_dA[(size_t)(d / LANES * LANES) * N + n * LANES + d % LANES];
        dskip[d] += my_dskip[d];
      }
    }
    free(s.states), free(s.decays), free(s.deltas), free(s.dB), free(s.dC);
    free(g), free(my_dA), free(my_dskip);
  }
}

/*
 * Simba's impact of the tokens from..to-1 of every row on the output of token to-1:
 * max over channels of |sum_n C[n] exp(A[n] S[d]) delta B[n] u|, S the sum of later time steps.
 * Writes impact (B, T) at those tokens.
 */
void impact(int B, int T, int D, int R, int from, int to, const float *u, const float *dt,
            const float *A, const float *bc, float *impact) {
  int width = R + 2 * N;
#pragma omp parallel for
  for (int b = 0; b < B; b++) {
    for (int t = from; t < to; t++) impact[(size_t)b * T + t] = 0;
    const float *c = bc + ((size_t)b * T + to - 1) * width + R + N;
    for (int d0 = 0; d0 < D; d0 += LANES) {
      float a[N * LANES], later[LANES] = {0};
      to_lanes(A + (size_t)d0 * N, a);
      for (int t = to - 1; t >= from; t--) {
        size_t row = (size_t)b * T + t;
        const float *bt = bc + row * width + R, *x = u + row * D + d0, *raw = dt + row * D + d0;
        float sum[LANES] = {0}, most = 0;
        for (int n = 0; n < N; n++) {
          float weight = c[n] * bt[n];
#pragma omp simd
          for (int i = 0; i < LANES; i++) sum[i] += weight * expf(a[n * LANES + i] * later[i]);
        }
#pragma omp simd reduction(max : most)
        for (int i = 0; i < LANES; i++) {
          float delta = softplus(raw[i]);
          most = fmaxf(most, fabsf(sum[i] * delta * x[i]));
          later[i] += delta;
        }
        impact[row] = fmaxf(impact[row], most);
      }
    }
  }
}
